// 简体中文：网络学到了什么：混淆矩阵及其相关视图。

import type { Catalogue } from './catalogue.ts';
import type { enSee } from './en-see.ts';

export const zhSee: Pick<Catalogue, keyof typeof enSee> = {
  confusion: {
    title: '网络学到了什么',
    empty:
      '每轮结束后，这里的表格会显示验证集中哪一类被认成了哪一类；训练结束后则显示 10,000 张测试图片的情况，那时点击数字即可查看对应的图片。',
    summary: '准确率 <b>{accuracy}</b>，平均精确率 {precision}，平均召回率 {recall}，平均 F1 {f1}。',
    change: {
      test: '准确率与本次访问中的上一次运行相比：{change} 个百分点。',
      epoch: '准确率与上一轮相比：{change} 个百分点。',
    },
    moment: '时刻',
    momentEpoch: '第 {epoch, number} 轮（共 {epochs, number} 轮），验证集',
    momentTest: '最终测试，测试集',
    matrix: '混淆矩阵：行为真实类别，列为预测类别',
    rows: '纵向：真实类别',
    columns: '横向：被认成的类别',
    keys: '按方向键在单元格之间移动，按 Home 和 End 键跳到行首和行尾，按回车键查看该单元格的图片。',
    keysEpoch:
      '按方向键在单元格之间移动，按 Home 和 End 键跳到行首和行尾。把滑块移到末端的“最终测试”，即可查看图片。',
    cell: '{truth}被认成{predicted}：{count, number} 张',
    cellRight: '{truth}认对：{count, number} 张',
    scores: '各类别得分',
    class: '类别',
    recall: '召回率',
    precision: '精确率',
    f1: 'F1',
    all: '平均',
    points: '{change} 个百分点',
    none: '无',
    explain:
      '召回率：某一类图片中认对的比例。精确率：被认成某一类的图片中确属该类的比例。F1：二者的调和平均。',
    explainChange: {
      test: '百分点：与本次访问中的上一次运行相比的变化。',
      epoch: '百分点：与上一轮相比的变化。',
    },
  },
  classCurves: {
    title: '各类别逐轮的准确率',
    note: '基于验证集：每一类图片中认对的比例（即召回率）。',
    highlight: '突出显示一个类别',
    nothing: '无',
    axis: '轮次',
  },
  lossScale: {
    label: '损失的刻度',
    linear: '线性',
    log: '对数',
  },
  mistakes: {
    title: '最有把握的错误',
    note: '数据集中有些标签看起来有误：如果你的判断与网络一致，错的可能是标签。与之最相似的训练图片，能说明网络当初学到的是什么。',
    none: '没有答错任何图片。',
    taken: '被认成',
    label: '标签',
    picture: '被认成{predicted}，标签为{truth}',
    find: '查找最相似的训练图片',
    finding: '正在查找…',
    found: '已与 {count, number} 张训练图片比较。',
    noData: '训练图片尚未下载。',
    like: '最相似的训练图片：{truth}',
    alike: '最相似',
    same: '同一张图片，训练集中也有',
    distance: '灰度相差 {levels}（最大 255）',
    all: '在图库中查看全部错误',
  },
  classesShort: {
    tshirt: 'T恤',
    trouser: '裤子',
    pullover: '套衫',
    dress: '连衣裙',
    coat: '外套',
    sandal: '凉鞋',
    shirt: '衬衫',
    sneaker: '运动鞋',
    bag: '包',
    boot: '短靴',
  },
};
