// Why the worker refuses a weight file.

/** Binary megabytes (2^20 bytes). No float32 weight file of a network within the bounds is larger. */
export const WEIGHT_FILE_MEGABYTES = 4;
/** Of a zip file, which may hold the images of a dataset beside the weights. Of those only the directory is read. */
export const ARCHIVE_MEGABYTES = 256;

export interface WeightsRefusal {
  reason:
    | 'too-large'
    | 'not-safetensors'
    /** No complete ONNX file, or not in the form that this page writes. */
    | 'bad-onnx'
    /** TensorFlow.js's model.json or its weights, likewise. */
    | 'bad-tfjs'
    /** A damaged zip file. */
    | 'bad-zip'
    /** A zip file without weights. */
    | 'no-model'
    /** A zip file with more than one file of weights. */
    | 'several-models'
    /** Other names, types or shapes than a network of this family within its bounds has. */
    | 'other-tensors'
    | 'not-finite'
    /** A network for another number of classes than the dataset has. */
    | 'other-classes'
    /** Written by a newer version of this page. */
    | 'newer-version'
    /** The version in the metadata is no number. */
    | 'bad-version'
    /** The configuration in the metadata is none, or is another network's. */
    | 'bad-config';
  /** What was found, and what was expected instead; in words for a log or a detail line. */
  found: string;
  expected: string;
}
