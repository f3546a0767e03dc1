// 简体中文：关于链接、已保存的训练、其他标签页、自动恢复与故障的提示。

import type { Catalogue } from './catalogue.ts';
import type { noticesEn } from './notices.en.ts';

export const noticesZh: Pick<Catalogue, keyof typeof noticesEn> = {
  linkNotices: {
    title: '关于此链接',
    unknownKey: '“{key}”不是有效的设置项，已忽略。',
    unknownKeys: '其中{keys}等 {count, number} 个参数不是有效的设置项，已忽略。',
    quoted: '“{key}”',
    unreadable: '无法识别“{key}={value}”，改用 {used}。有效值：{valid}。',
    clamped: '“{key}={value}”超出范围，改用 {used}。有效值：{valid}。',
    'not-whole': '“{key}={value}”不是整数，改用 {used}。',
    unknownValue: '“{key}={value}”无效，已忽略。有效值：{valid}。',
    unreadableResult: '“handin={value}”不是有效的结果，已忽略。请重新复制整行。',
    range: '{min} 到 {max}',
    datasets: '“fashion-mnist”或 12 位十六进制数字',
    wholeRange: '{min} 到 {max} 的整数',
    dismiss: '知道了',
  },
  savedRun: {
    title: '已保存上次的训练',
    unfinished: '{preset}：第 {epoch} 轮（共 {epochs} 轮），第 {step} 步（共 {steps} 步），保存于{time}。',
    finished: '{preset}：测试准确率 {accuracy}，保存于{time}。',
    resume: '从第 {epoch} 轮第 {step} 步继续',
    show: '查看',
    delete: '永久删除',
    'newer-version': '它由更新版本的页面保存，请重新加载页面以获取新版本。',
    damaged: '无法读取：{detail}。',
    unreadable: '浏览器无法读取存储：{detail}。请重新加载页面再试。',
    unusable: '已保存的训练无法继续',
    notDeleted: '无法删除已保存的训练',
  },
  otherTab: {
    title: '另一个标签页正在训练',
    text: '第 {epoch} 轮（共 {epochs} 轮），第 {step} 步（共 {steps} 步）{accuracy, select, none {} other {；验证准确率 {accuracy}}}。',
    takeOver: '在此标签页继续',
    note: '在此继续会停止另一个标签页的训练，不会丢失任何内容。',
    sweep:
      '它正在进行参数扫描：{count, number} 个网络中已结束 {ended} 个。要在这里训练，请先在那个标签页停止扫描。',
  },
  recovery: {
    title: '训练已自动继续',
    lost: {
      device: '第 {at} 步时 GPU 失去响应。',
      engine: '第 {at} 步时引擎出错。',
      worker: '第 {at} 步时后台线程意外停止。',
    },
    resumed: '已重新启动，{saved, select, no {训练从头开始} other {训练从最后保存的第 {step} 步继续}}。',
    times: '本次训练中已重新启动 {times, number} 次。',
    dismiss: '关闭',
  },
  saving: {
    'not-saved': {
      title: '本次训练没有保存',
      full: '浏览器分配给本页面的存储空间已满。',
      unavailable: '浏览器没有给本页面分配存储空间，可能是无痕窗口所致。',
      failed: '浏览器的存储报告了错误：{detail}。',
      what: '训练会继续，但关闭标签页就会丢失。',
      download: '下载目前的最佳权重',
    },
  },
  failure: {
    retry: '重试',
    dismiss: '关闭',
    resumeWith: '用“{engine}”继续',
    trainWith: '用“{engine}”训练',
    retryWithRate: '以学习率 {rate} 重试',
    data: {
      title: '图片下载失败',
      ownTitle: '无法打开你的数据',
      network: '无法下载 {file}。请检查网络连接后重试。',
      http: '{file}：服务器返回 {status}。请重新加载页面，或稍后再试。',
      missing: '这次训练需要数据 {file}，而这台设备上没有它。请在“数据”中选择它的文件。',
      damaged: '保存的数据 {file} 已损坏。请在“数据”中重新选择它的文件。',
      unreadable: '浏览器无法读取保存的数据 {file}。请重试，或在“数据”中重新选择它的文件。',
      checksum: '{file} 已损坏，校验值不符。重试会重新下载。',
      manifest: '无法读取数据文件清单 {file}。页面可能正在更新，请重新加载。',
      decode: '{file} 无法解压。重试会重新下载。',
    },
    diverged: {
      title: {
        'not-finite': '损失已不是有限的数值',
        frozen: '损失不再变化',
        zero: '损失恰好为零',
      },
      what: {
        'not-finite':
          '在第 {step} 步（第 {epoch} 轮），损失不再是有限的数值，当时学习率为 {rate}。训练已终止。',
        frozen:
          '到第 {step} 步（第 {epoch} 轮）为止，图片各不相同，每步的损失却完全一样：网络已不再进行有意义的计算。训练已终止。',
        zero: '在第 {step} 步（第 {epoch} 轮），损失恰好为零，仍在学习的网络不会如此。训练已终止。',
      },
      restored: {
        'best-epoch': '已恢复第 {epoch} 轮的最佳权重。',
        start: '已恢复初始权重；尚无一轮完整结束。',
      },
      advice: {
        'not-finite': '学习率过大（步子太大）会使权重无限增长。可以先降到十分之一。',
        frozen: '常见原因是学习率过大，所有单元都被关闭。可以先降到十分之一。',
        zero: '网络可能已把少量图片背了下来：请用更多图片训练。如果图片很多，可以换用其他引擎试试。',
      },
    },
    engine: {
      title: '“{engine}”出错',
      unavailable: '它无法在这里启动。请在“设置”中换用其他引擎，或重试。',
      lost: '训练期间 GPU 失去响应，可能是设备休眠或驱动更新所致。',
      error: '它报告了一个错误。',
      saved: '训练已保存到第 {step} 步，可以继续。',
      notSaved: '尚未保存任何内容。请重试，或在“设置”中换用其他引擎。',
    },
    worker: {
      title: '后台线程已停止',
      what: '内存不足时可能出现这种情况。',
      silent: '它不再响应，内存不足时可能出现这种情况。',
      saved: '训练已保存到第 {step} 步。重试将从那里继续。',
      sweep: {
        newest: '重试将从已保存的进度继续扫描。',
        older: '扫描的最新进度未能保存。如果有较早的已保存进度，重试将从那里继续。',
      },
      lost: '进度已丢失。重试会启动新的后台线程。',
    },
    weights: {
      title: '{name} 无法使用',
      text: '其中的权重是数值，但网络由此算出的结果不是。该文件没有载入。',
    },
    tabs: {
      title: '无法检查其他标签页',
      text: '浏览器没有说明是否有其他标签页正在训练。请关闭本页面的其他标签页，或重新加载本页。',
    },
    notLoaded: {
      title: '页面的一部分未能加载',
      what: '无法下载训练所需的代码。请检查网络连接后重试；如果仍然不行，请重新加载页面。',
    },
    unexpected: {
      title: '发生意外错误',
      text: '数据和引擎未能准备好。请重试，或重新加载页面。',
    },
    request: {
      title: '部分内容无法显示',
      text: '页面请求图片、数值或权重时，后台线程报告了错误。训练不受影响。',
    },
    detail: '错误信息：{message}',
  },
};
