// 简体中文：运行保留了什么、遇到了什么、哪里出了错。

export const zhTrust = {
  kept: {
    title: '保留着一次之前的运行',
    unfinished:
      '{preset}：第 {epoch} 轮（共 {epochs} 轮），第 {step} 步（共 {steps} 步），保存于{time}。将从中断处原样继续。',
    finished: '{preset}：测试集准确率 {accuracy}，保存于{time}。',
    continue: '从第 {epoch} 轮第 {step} 步继续',
    show: '重新显示',
    forget: '不再保留',
    'newer-version': '它由本页面的更新版本保存，当前版本无法读取。请重新加载页面以获取新版本。',
    damaged: '它已无法读取，不会使用：{detail}。',
    unreadable: '浏览器无法读取存储：{detail}。请重新加载页面再试。',
    refused: '之前的运行无法继续',
    notDeleted: '无法删除已保存的训练',
  },
  load: {
    choose: '载入权重…',
    note: '本页面或教程中 PyTorch LeNet 的 .safetensors 文件：点击选择，或拖放到这里。',
    onward: '在此基础上继续训练',
    origin: '权重来源',
    fromFile: '文件 {name}',
    fromBefore: '在先前权重上继续训练所得',
    assumed: '{name} 没有说明训练方式：按原文假定为 sigmoid、平均池化、全连接层之间无激活。',
    refused: '未采用 {name}，一切保持原样。',
    reasons: {
      unread: '无法读取，请重试。文件夹不能载入。',
      'too-large': '它比该网络的任何权重文件都大。',
      'not-safetensors': '它不是完整的 safetensors 文件。',
      'other-tensors': '其中的网络不属于这个 LeNet 系列。',
      'not-finite': '其中有些权重不是有限的数值。',
      'newer-version': '它由本页面的更新版本写成：请重新加载页面以获取新版本。',
      'bad-config': '其中的配置不可能正确。',
      busy: '正在运行：请先停止或重置。',
    },
    detail: '实际为：{found}；应为：{expected}。',
  },
  elsewhere: {
    title: '另一个标签页正在训练',
    text: '第 {epoch} 轮（共 {epochs} 轮），第 {step} 步（共 {steps} 步）{accuracy, select, none {} other {；验证集准确率 {accuracy}}}。',
    takeOver: '改在此标签页继续',
    note: '另一个标签页随即停止，不会丢失任何内容。',
  },
  recovery: {
    title: '运行已自动继续',
    lost: {
      device: '在第 {at} 步时图形设备丢失。',
      engine: '在第 {at} 步时引擎出错。',
      worker: '在第 {at} 步时后台线程丢失。',
    },
    again: '{from, select, zero {已换新的，从头开始} other {已换新的，从最后保存的第 {from} 步继续}}。',
    times: '这是本次运行中的第 {times, number} 次。',
    dismiss: '关闭',
  },
  saving: {
    saved: '已在本机保存到第 {step} 步：此前的内容不会因关闭标签页而丢失。',
    'not-saved': {
      title: '本次运行没有保存',
      full: '浏览器给本页面的存储空间已满。',
      unavailable: '浏览器没有给本页面存储空间，可能是无痕窗口所致。',
      what: '训练会继续，但关闭标签页就会丢失。',
      download: '下载目前的最佳权重',
    },
  },
  failure: {
    retry: '重试',
    dismiss: '关闭',
    goOn: '改用“{engine}”继续',
    trainOn: '改用“{engine}”训练',
    gently: '以学习率 {rate} 重试',
    data: {
      title: '图片没有下载成功',
      network: '无法下载 {file}。请检查网络连接后重试。',
      http: '{file}：服务器返回 {status}。请重新加载页面，或稍后再试。',
      checksum: '{file} 在传输中损坏，校验值不符。重试会重新下载。',
      manifest: '无法读取数据文件清单 {file}。页面可能正在更新，请重新加载。',
      decode: '{file} 已下载，但无法解压。重试会重新下载。',
    },
    diverged: {
      title: {
        'not-finite': '损失已不是有限的数值',
        frozen: '损失不再变化',
        zero: '损失恰好为零',
      },
      what: {
        'not-finite':
          '第 {step} 步（第 {epoch} 轮）时，损失不再是有限的数值，当时学习率为 {rate}，运行已终止。',
        frozen:
          '到第 {step} 步（第 {epoch} 轮）为止，图片各不相同，损失却每步完全一样：网络已不再进行有意义的计算，运行已终止。',
        zero: '第 {step} 步（第 {epoch} 轮）时，损失恰好为零，仍在学习的网络不会如此。运行已终止。',
      },
      kept: {
        'best-epoch': '已保留第 {epoch} 轮的最佳权重。',
        start: '已保留初始权重；尚无一轮完整结束。',
      },
      advice: {
        'not-finite': '步子太大会使权重无限增长。可先把学习率调到十分之一。',
        frozen: '常见原因是步子太大，所有单元都被关闭。可先把学习率调到十分之一。',
        zero: '网络可能已把少量图片背了下来：请用更多图片训练。如果图片很多，可换用其他引擎试试。',
      },
    },
    engine: {
      title: '“{engine}”出错',
      unavailable: '它无法在这里启动。请在“配置”中换用其他引擎，或重试。',
      lost: '运行期间图形设备丢失，可能是设备休眠或驱动更新所致。',
      error: '它报告了一个错误。',
      kept: '运行已保存到第 {step} 步，可以继续。',
      notKept: '尚未保存任何内容：请重试，或在“配置”中换用其他引擎。',
    },
    worker: {
      title: '后台线程已停止',
      what: '内存不足时可能出现这种情况。',
      kept: '运行已保存到第 {step} 步：重试将从那里继续。',
      lost: '它所持有的内容已丢失。重试会启动新的后台线程。',
    },
    weights: {
      title: '{name} 无法使用',
      text: '其中的权重是数值，但网络由此算出的结果不是。该文件没有载入。',
    },
    tabs: {
      title: '无法检查其他标签页',
      text: '浏览器没有说明是否有其他标签页正在训练。请关闭本页面的其他标签页，或重新加载本页。',
    },
    detail: '错误信息：{message}',
  },
};
