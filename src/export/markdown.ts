// Text of persons inside Markdown and YAML: names of classes, datasets and files, which may hold any character.

/** Characters that begin or end markup, entities, links, mathematics or table cells. */
const MARKUP = /[\\`*_{}[\]<>()#|~$&:@]/g;
/** Control characters and line breaks: a name stays on its line. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** `text` as it reads, inside a line of Markdown or a table's cell. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(BREAKS, ' ').replaceAll(MARKUP, String.raw`\$&`);
}

/** What YAML 1.1 takes for a line break, or does not allow, inside a string, although JSON does. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** `text` as a YAML string: JSON, with more characters escaped. */
export function yamlString(text: string): string {
  return JSON.stringify(text).replaceAll(
    NOT_IN_YAML,
    (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A table. The cells are Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A block of code, in a fence that it does not close. */
export function codeBlock(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trim()}\n\`\`\``;
}

/** A link to `url`. The text is Markdown. */
export function markdownLink(text: string, url: string): string {
  return `[${text}](<${url.replaceAll(/[<>\s\\]/g, encodeURIComponent)}>)`;
}
