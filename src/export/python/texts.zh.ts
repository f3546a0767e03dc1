// 简体中文：脚本输出的文字和笔记本的正文。

import type { Texts } from './texts.en.ts';

export const textsZh: Texts = {
  printed: {
    badFile: '{path} 不是 IDX 文件：{error}',
    download: '正在下载 {url}',
    noSynthetic:
      '这次训练还用到了网页生成的 {count:,} 张合成图片。请把 synthetic-images-idx3-ubyte.gz 和 ' +
      'synthetic-labels-idx1-ubyte.gz 放到 ./data 中：在网页上导出时选择包含图片，就会得到这两个文件。',
    otherSynthetic:
      '{folder} 中的合成图片不是这次训练用的：SHA-256 不一致。请使用这次训练的 zip 文件中的合成图片。',
    uncheckedSynthetic:
      '无法确认 {folder} 中的合成图片就是这次训练用的：只有导出时选择包含图片，脚本和笔记本中才有它们的 SHA-256。',
    otherData: '{folder} 中的图片不是这次训练用的数据（{name}）：SHA-256 不一致。',
    noFashion:
      '没有找到 FashionMNIST，也无法下载。已查找：{where}。请把 {files}（.gz 或解压后的文件）放到 ./data 中。',
    noData:
      '没有找到 {name} 的图片。已查找：{where}。请把 {files}（.gz）放到 ./data 中：在网页上导出时选择包含图片，就会得到这些文件。',
    noWeights: '缺少 {name}：请把它放在脚本旁边。网页导出的 zip 文件里有它。',
    epoch:
      '第 {epoch}/{epochs} 轮：训练损失 {train_loss:.4f}，准确率 {train_accuracy:.2%}；验证损失 {validation_loss:.4f}，' +
      '准确率 {validation_accuracy:.2%}；用时 {seconds:.1f} 秒，每秒 {speed:,.0f} 张',
    pageEpoch: '（网页：{accuracy:.2%}）',
    noPlot: '没有安装 matplotlib，不绘制曲线。',
    result: '{total:,} 张中有 {correct:,} 张分类正确。',
    comparison: '{total:,} 张中有 {correct:,} 张分类正确；网页上是 {page:,} 张。',
    name: '预测：{predicted}   真实：{truth}{mark}',
    tooMany: '批量大小只有 {batch}，不能分给 {processes} 个进程：每个进程至少需要一张图片。',
    processes: '每个批次由 {processes} 个进程分担。LeNet 这样小的网络，单个进程往往更快。',
    anotherRun: '这与网页上的训练不同：{changes}。网页上的手动操作不会复现。',
  },
  notRepeatable: {
    file: '这次的权重是从文件载入的，没有可以复现的训练过程，因此只测试网页上的权重。',
    edited: '这次训练中手动修改过权重，无法复现，因此只测试网页上的权重。',
    noStart: '这次训练的初始权重未知，无法复现，因此只测试网页上的权重。',
  },
  script: {
    title: '用 PyTorch 复现 LeNet Playground 的一次训练。',
    repeats:
      '同样的图片、同样的顺序、同样的初始权重。PyTorch 求和的顺序与网页不同，所以最后几位小数会有差别，\n' +
      '几千步之后，个别图片的分类结果可能不同。',
    needs: '需要 torch 和 numpy；绘制曲线还需要 matplotlib：',
    train: '训练，用最佳轮次的权重测试，并与网页的结果比较',
    score: '不训练，只测试网页上的权重 model.safetensors',
    help: '从哪里读取图片、多进程训练、float64',
  },
  notebook: {
    title: '# 用 PyTorch 复现 LeNet Playground 的一次训练',
    link: '网页上的这次训练：<{link}>',
    result: '在网页上，{name} 的 {total} 张测试图片中有 **{correct}** 张分类正确。',
    noResult: '训练数据：{name}。',
    promise:
      '本笔记本把它重新训练一遍：同样的图片、同样的顺序、同样的初始权重。PyTorch 求和的顺序与网页不同，所以最后几位小数会有差别，' +
      '几千步之后，个别图片的分类结果可能不同。只需要 `torch` 和 `numpy`；安装了 `matplotlib` 时会绘制曲线。',
    run: '## 这次训练\n\n配置，以及网页上记录的结果。',
    weights: '网页训练得到的权重，以文本形式保存。这个单元格很长，不必阅读。',
    setup: '## 准备',
    model: '## 模型\n\n卷积、池化、卷积、池化，然后是三个全连接层，与教程一致。',
    summary: '## 模型概览\n\n每一层的输出形状和参数个数。',
    data: '## 数据\n\n先在 `./data` 等常用位置查找图片，找不到就下载，并用 SHA-256 确认它们就是这次训练用的图片。',
    ownData: '## 数据\n\n从 `./data` 读取图片，并用 SHA-256 确认它们就是这次训练用的图片。',
    images: '一张图片连同它的数据增强方式用一个整数表示，下面把它变成网络的输入。',
    seed: '## 由随机种子决定的内容\n\n初始权重、训练集与验证集的划分、每一轮的图片顺序：用 Python 实现网页的随机数。',
    start: '用给定的权重建立网络。',
    schedule: '每一步的学习率。',
    train: '## 训练\n\n每一轮之后都在验证集上评估，保留验证准确率最高的权重，并保存为 `best_model.pth`。',
    plot: '## 曲线\n\n实线是 PyTorch 的结果，点线是网页上的验证结果。',
    test: '## 测试\n\n到目前为止，测试集还没有使用过。',
    pageWeights: '作为对照，用 PyTorch 测试网页训练得到的权重：',
    names: '## 查看预测的类别名称\n\n前几张测试图片的预测类别和真实类别。',
    relu:
      '## 动手试试：ReLU\n\n只改一处：把 sigmoid 换成 ReLU。预计从第一轮起损失就更低、准确率更高：sigmoid 的斜率最大只有 1/4，' +
      '梯度在反向传播中逐层变小；而 ReLU 的斜率在不为 0 的地方都是 1。',
    sigmoid:
      '## 动手试试：sigmoid\n\n只改一处：激活函数换成教程中的 sigmoid。预计损失更高、准确率更低，前几轮最明显：' +
      'sigmoid 的斜率最大只有 1/4，梯度在反向传播中逐层变小。',
  },
};
