// A second, simple reader of ONNX files for comparison: it knows the wire format alone (https://protobuf.dev/programming-guides/encoding),
// not the schema, and finds numbers, configuration and nodes by their field numbers.

export interface PlainOnnx {
  /** Of each tensor, by its name. */
  numbers: ReadonlyMap<string, Buffer>;
  /** The metadata by key. */
  metadata: ReadonlyMap<string, string>;
  /** The nodes' bytes, one after another. */
  nodes: string;
}

interface Field {
  number: number;
  /** Of a field with a length; empty for any other. */
  bytes: Buffer;
}

const MODEL_GRAPH = 7;
const MODEL_METADATA = 14;
const GRAPH_NODE = 1;
const GRAPH_TENSOR = 5;
const TENSOR_NAME = 8;
const TENSOR_BYTES = 9;

/** Throws on anything that is no sequence of fields. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a varint of more than ten bytes');
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error('a field beyond the end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0:
        varint();
        fields.push({ number, bytes: Buffer.alloc(0) });
        break;
      case 1:
        fields.push({ number, bytes: take(8) });
        break;
      case 2:
        fields.push({ number, bytes: take(Number(varint())) });
        break;
      case 5:
        fields.push({ number, bytes: take(4) });
        break;
      default:
        throw new Error('another wire type');
    }
  }
  return fields;
}

const all = (fields: readonly Field[], number: number) =>
  fields.filter((field) => field.number === number).map(({ bytes }) => bytes);
const last = (fields: readonly Field[], number: number) => all(fields, number).at(-1) ?? Buffer.alloc(0);

/** Throws where the bytes have another structure. */
export function readOnnxPlainly(file: Uint8Array): PlainOnnx {
  const model = fieldsOf(Buffer.from(file));
  const graph = fieldsOf(last(model, MODEL_GRAPH));
  const tensors = all(graph, GRAPH_TENSOR).map(fieldsOf);
  const entries = all(model, MODEL_METADATA).map(fieldsOf);
  return {
    numbers: new Map(
      tensors.map((tensor) => [last(tensor, TENSOR_NAME).toString(), last(tensor, TENSOR_BYTES)]),
    ),
    metadata: new Map(entries.map((entry) => [last(entry, 1).toString(), last(entry, 2).toString()])),
    nodes: Buffer.concat(all(graph, GRAPH_NODE)).toString('hex'),
  };
}
