// Takes the commands of the page that concern a person's dataset, one after the other, and answers each.

import type {
  DataAnswer,
  DataCommand,
  DroppedFile,
  OwnDataProgress,
  OwnDataset,
} from '../contract/own-data.ts';
import { OwnData } from '../own-data/own-data.ts';
import { Refused } from '../own-data/refused.ts';
import type { Source } from '../own-data/source.ts';
import { decodeImage } from './decode-image.ts';

/** Between two reports of progress. */
const REPORT_MILLISECONDS = 100;

type Post = (answer: DataAnswer, transfer: Transferable[]) => void;

/** The function that takes a command. */
export function createDataReader(post: Post): (command: DataCommand) => void {
  let requestId = 0;
  let lastReport = 0;
  const onProgress = (progress: OwnDataProgress) => {
    const now = performance.now();
    if (now - lastReport < REPORT_MILLISECONDS) return;
    lastReport = now;
    post({ requestId, kind: 'progress', progress }, []);
  };
  const data = new OwnData({ decodeImage, onProgress });
  const answer = async (command: DataCommand) => {
    ({ requestId } = command);
    const result = await answerTo(data, command);
    post(result, result.kind === 'dataset' ? buffersOf(result.dataset) : []);
  };
  let queue: Promise<void> = Promise.resolve();
  return (command) => {
    queue = queue.then(() => answer(command));
  };
}

const buffersOf = ({ images, labels }: OwnDataset) => [images.buffer, labels.buffer];

async function answerTo(data: OwnData, command: DataCommand): Promise<DataAnswer> {
  const { requestId } = command;
  try {
    if (command.kind === 'finish') {
      return { requestId, kind: 'dataset', dataset: data.finish(command.name) };
    }
    return { requestId, kind: 'summary', summary: await summaryFor(data, command) };
  } catch (error) {
    if (error instanceof Refused) return { requestId, kind: 'refused', refusal: error.refusal };
    throw error;
  }
}

function summaryFor(data: OwnData, command: Exclude<DataCommand, { kind: 'finish' }>) {
  switch (command.kind) {
    case 'read':
      return data.read(command.files.map(toSource));
    case 'add-files':
      return data.addFiles(command.name, command.files.map(toSource));
    case 'add-drawn':
      return data.addDrawn(command.classes);
    case 'rename-class':
      return data.renameClass(command.name, command.to);
    case 'remove-class':
      return data.removeClass(command.name);
    case 'options':
      return data.setOptions(command.options);
    default:
      return command satisfies never;
  }
}

function toSource({ path, file }: DroppedFile): Source {
  return {
    path,
    inside: path,
    size: file.size,
    async read(start, end) {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer());
      } catch (error) {
        // A folder in place of a file, or a file that has changed since it was chosen.
        if (error instanceof DOMException) throw new Refused(path, { reason: 'unread' });
        throw error;
      }
    },
  };
}
