// 简体中文：绘画预处理的各个步骤，以及预测的第一行。

export const zhDraw = {
  drawingSteps: {
    title: '每一步做了什么',
    sheet: '整体缩小',
    cropped: '裁剪并居中',
    filled: '填充轮廓',
    toned: '调整灰度',
  },
  answer: {
    sure: '最可能是：<b>{name}</b>',
    unsure: '<b>不太确定。</b>也许是{name}、{second}或{third}',
  },
};
