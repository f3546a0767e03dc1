// 简体中文：提交并核对结果。

import type { Catalogue } from './catalogue.ts';
import type { handInEn } from './hand-in.en.ts';

export const handInZh: Pick<Catalogue, keyof typeof handInEn> = {
  handIn: {
    title: '提交这个结果',
    lead: '一行文字，包含链接和结果。打开链接的人可以重新训练一次，核对结果是否相同。',
    line: '{link} {accuracy}（{correct}/{total} 正确，{engine}）',
    copy: '复制这一行',
    copied: '已复制。',
    copyFailed: '浏览器不允许复制。',
    notRepeatable:
      '只有使用 WebAssembly 从头到尾训练、没有任何手动改动的结果才能提交：这样的训练在任何设备上结果都完全相同。',
    insecure: '只有通过 HTTPS 打开的页面才能提交结果。',
    claimTitle: '这个链接提交了一个结果',
    claim: '链接中的结果：{correct} 张测试图片分类正确。点击“核对”，会在这里重新训练并比较结果。',
    verify: '核对',
    verifying: '链接中的结果：{correct} 张正确。正在重新训练…',
    verdicts: { verified: '✓ 结果一致', other: '✗ 结果不一致' },
    verifiedText: '已在这里重新训练：{correct} 张正确，所有预测都完全相同。',
    otherText:
      '链接中的结果：{correct} 张正确；这里的结果：{here} 张正确，预测也不同。可能是链接或结果被修改过，也可能是训练时使用了本页面的其他版本。',
  },
};
