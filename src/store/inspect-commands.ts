// Requests about images and the model that predicts them.

import type { Client } from '../client/client.ts';
import type { FilterExamples, FilterExamplesRequest } from '../contract/filter-examples.ts';
import type { ConstantUnits, Inspection, InspectionRequest } from '../contract/inspection.ts';
import type { LabelledImages, NearestImages } from './answers.ts';
import type { PendingRequests } from './pending.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface InspectCommands {
  /** Null before the data is loaded. */
  images(indices: number[]): Promise<LabelledImages | null>;
  /** Activations and weights for one image; null without a model or without that image. Rejects with RequestFailedError. */
  inspect(request: InspectionRequest): Promise<Inspection | null>;
  /** Units of the current model that give the same output for every image; null without model or data. Rejects likewise. */
  constantUnits(): Promise<ConstantUnits | null>;
  /** The training images most like these test images; null before the data is loaded. */
  nearestImages(indices: number[]): Promise<NearestImages | null>;
  /** Training images that a map responds to most; null before they are loaded. */
  filterExamples(request: FilterExamplesRequest): Promise<FilterExamples | null>;
}

export function createInspectCommands(
  client: Client,
  pending: PendingRequests,
  request: WorkerRequest,
): InspectCommands {
  return {
    images: (indices) => request('images', (id) => ({ type: 'images', id, indices })),
    async inspect(request) {
      const { id, answer } = pending.open('inspected');
      client.send({ type: 'inspect', id, ...request });
      return answer;
    },
    async constantUnits() {
      const { id, answer } = pending.open('constant-units');
      client.send({ type: 'constant-units', id });
      return answer;
    },
    filterExamples: (filter) =>
      request('filter-examples', (id) => ({ type: 'filter-examples', id, ...filter })),
    nearestImages: (indices) => request('nearest-images', (id) => ({ type: 'nearest-images', id, indices })),
  };
}
