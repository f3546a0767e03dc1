// 简体中文：画板、绘画的预处理步骤与预测。

import type { Catalogue } from './catalogue.ts';
import type { drawingEn } from './drawing.en.ts';

export const drawingZh: Pick<Catalogue, keyof typeof drawingEn> = {
  drawing: {
    hint: '画出轮廓即可，内部会自动填充。一般的网络只见过整件服饰的照片；“手绘增强”方案还学过手绘图片。',
    hintUnfilled:
      '画一件服饰即可，用“线条”工具围住的部分保持空白。一般的网络只见过整件服饰的照片；“手绘增强”方案还学过手绘图片。',
    titleOwn: '画一张图片',
    hintOwn: '画一张与“{name}”中的图片相像的图。填充轮廓和处理照片是为服饰设计的，只用于 FashionMNIST。',
    keys: '键盘操作：方向键移动画笔，同时按住 Shift 则移到下一条网格线；空格键或回车键落笔、抬笔，U 或 Ctrl+Z 撤销，R 或 Ctrl+Y 重做，Delete 或 Esc 清空。',
    tool: '工具',
    tools: { brush: '线条', fill: '实心形状', eraser: '橡皮擦' },
    size: '粗细',
    mirror: '左右对称地画',
    undo: '撤销',
    redo: '重做',
    clear: '清空',
    example: '试试样例',
    exampleShown: '测试集第 {place, number} 张：{truth}',
    seen: '网络看到的图片：28×28',
    seenEmpty: '网络还没有看到任何图片。',
    beforeToning: '调整灰度前',
    afterToning: '调整灰度后',
    whyGrey: '调成灰色，与它学过的照片相近。',
  },
  drawingTools: {
    notes: {
      fill: '沿着形状画一圈，边画边填充。',
      brush: '画线条。闭合或接近闭合的轮廓会自动填充，再交给网络。',
      brushAlone: '画线条。网络只看到线条。',
      eraser: '擦除。',
    },
    ink: '画笔灰度',
    inks: { white: '白', light: '浅灰', medium: '中灰', dark: '深灰' },
    fills: '填充轮廓内部',
    exampleMissing: '测试图片尚未下载，请稍后再试。',
    trace: '描摹',
    traceNone: '不描摹',
    traceAnother: '换一张',
    traceShown: '画板下垫着测试集第 {place, number} 张：{truth}。网络看不到它。',
    traceMissing: '没有找到这一类的测试图片。',
    traceWaiting: '测试图片尚未下载，下载后会自动显示。',
    penDownAt: '第 {column, number} 列（共 {count, number} 列），第 {row, number} 行，已落笔',
    penUpAt: '第 {column, number} 列（共 {count, number} 列），第 {row, number} 行，已抬笔',
  },
  drawingSteps: {
    title: '每一步的结果',
    sheet: '整体缩小',
    cropped: '裁剪并居中',
    filled: '填充轮廓',
    unfilled: '未填充',
    toned: '调整灰度',
    views:
      '网络会看最后这张图片及其镜像；用合成手绘训练过的网络（如“手绘增强”）还会看未填充的图片及其镜像。最终取各次预测的平均值。',
  },
  prediction: {
    title: '预测',
    empty: '画点什么，或试试样例：这里会显示{classes, plural, =10 {十个类别} other { # 个类别}}的概率。',
    untrained: '网络尚未训练。请点击“训练”：训练过程中会不断更新预测。',
    ended: '训练提前结束，没有可用的模型。点击“训练”重新开始。',
    scoring: '正在计算…',
    failed: '网络无法识别这幅画：{message}。继续绘制时会重试。',
    confident: '最可能是：<b>{name}</b>',
    mediumConfidence: '也许是<b>{name}</b>，也许都不是',
    lowConfidence: '<b>也许都不是？</b>最接近：{name}、{second}、{third}',
    lowConfidenceOfTwo: '<b>两者都不是？</b>最接近：{name}、{second}',
    others: '另外 {count, plural, other {# 个类别}}',
    step: '训练 {step, plural, other {# 步}}后',
  },
};
