// Requests that take the newest training step that was made alone apart. Null where there is no such step.

import type { Client } from '../client/client.ts';
import type { GradientsExplanation, ParameterExplanation, StepExplanation } from '../contract/explanation.ts';
import type { PendingRequests } from './pending.ts';

export interface BackwardCommands {
  /** The step and its batch. */
  explainStep(): Promise<StepExplanation | null>;
  /** How the step changed the parameter with this flat index. */
  explainParameter(index: number): Promise<ParameterExplanation | null>;
  /** The gradients of all layers, for one image of the batch or, for null, their mean. */
  explainGradients(image: number | null): Promise<GradientsExplanation | null>;
  /** No view asks about the step any more. */
  releaseStep(): void;
}

export function createBackwardCommands(client: Client, pending: PendingRequests): BackwardCommands {
  return {
    async explainStep() {
      const { id, answer } = pending.open('step-explained');
      client.send({ type: 'explain-step', id });
      return answer;
    },
    async explainParameter(index) {
      const { id, answer } = pending.open('parameter-explained');
      client.send({ type: 'explain-parameter', id, index });
      return answer;
    },
    async explainGradients(image) {
      const { id, answer } = pending.open('gradients-explained');
      client.send({ type: 'explain-gradients', id, image });
      return answer;
    },
    releaseStep: () => client.send({ type: 'release-step' }),
  };
}
