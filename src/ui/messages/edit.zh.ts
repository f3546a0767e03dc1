// Simplified Chinese: weights changed by hand.

export const editZh = {
  edit: {
    title: '手动修改',
    banner:
      '已手动修改 {edits, plural, other {#}} 处。{images, number} 张验证图片：准确率 {accuracyBefore} → {accuracy}，损失 {lossBefore} → {loss}。',
    undo: '撤销修改',
    mark: '手动修改过，{steps, plural, =1 {在第 {first} 步} other {共 # 次，首次在第 {first} 步}}',
    chart: '手动修改',
    pause: '暂停后可修改。',
    train: '开始训练并暂停后可修改。',
    current: '当前显示的是较早一步的权重。将“权重”滑块移到最右端后可修改。',
    refused: '未能修改。请先按“单步”，然后重试。',
    of: '{name}。预测：{predicted}（{probability}）。',
    inputMap: '权重对应的输入',
    weights: '要修改的权重',
    weight: '权重 {name}',
    bias: '偏置',
    slider: '{name}，滑块',
    scale: '缩放卷积核',
    off: '停用',
    swap: '交换',
    swapWith: '交换对象',
    map: '特征图 {map, number}',
  },
} as const;
