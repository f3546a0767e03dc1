// 简体中文：绘画工具、绘画预处理的各个步骤，以及预测的第一行。

export const zhDraw = {
  drawingTools: {
    notes: {
      fill: '沿着形状画一圈，边画边填满。',
      brush: '画线条。闭合或接近闭合的轮廓会自动填满，再交给网络。',
      brushAlone: '画线条。网络只看到线条。',
      eraser: '擦去画好的部分。',
    },
    ink: '墨色',
    inks: { white: '白', light: '浅灰', medium: '中灰', dark: '深灰' },
    fills: '填充轮廓内部',
    exampleMissing: '测试图片还没有加载好，请稍后再试。',
    trace: '描摹',
    traceNone: '不描摹',
    traceAnother: '换一张',
    traceShown: '画板下垫着测试集第 {place, number} 张：{truth}。网络看不到它。',
    traceWaiting: '测试图片还没有加载好，加载后会自动显示。',
    penDownAt: '第 {column, number} 列（共 {count, number} 列），第 {row, number} 行，已落笔',
    penUpAt: '第 {column, number} 列（共 {count, number} 列），第 {row, number} 行，已抬笔',
  },
  drawingSteps: {
    title: '每一步做了什么',
    sheet: '整体缩小',
    cropped: '裁剪并居中',
    filled: '填充轮廓',
    unfilled: '未填充',
    toned: '调整灰度',
    views:
      '网络会看最后这幅图像及其镜像；学过合成图片的网络（如“识别手绘”）还会看未填充的图像及其镜像。最终取各次结果的平均值。',
  },
  answer: {
    sure: '最可能是：<b>{name}</b>',
    unsure: '<b>不太确定。</b>也许是{name}、{second}或{third}',
  },
};
