/**
 * What HCP Terraform takes for a result, after the table of members and the example of
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-tasks-integration#request-body-1
 */
const tag = {
  type: 'object',
  required: ['label'],
  properties: { label: { type: 'string', minLength: 1 }, level: { enum: ['none', 'info', 'warning', 'error'] } },
  additionalProperties: false,
};

const outcome = {
  type: 'object',
  required: ['type', 'attributes'],
  properties: {
    type: { const: 'task-result-outcomes' },
    attributes: {
      type: 'object',
      required: ['outcome-id', 'description'],
      properties: {
        'outcome-id': { type: 'string', minLength: 1 },
        description: { type: 'string', minLength: 1 },
        body: { type: 'string', maxLength: 1_000_000 },
        url: { type: 'string', pattern: '^https://' },
        tags: { type: 'object', additionalProperties: { type: 'array', items: tag } },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

export const callbackSchema = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'object',
      required: ['type', 'attributes'],
      properties: {
        type: { const: 'task-results' },
        attributes: {
          type: 'object',
          required: ['status'],
          properties: {
            status: { enum: ['running', 'passed', 'failed'] },
            message: { type: 'string' },
            url: { type: 'string', pattern: '^https://' },
          },
          additionalProperties: false,
        },
        relationships: {
          type: 'object',
          required: ['outcomes'],
          properties: {
            outcomes: {
              type: 'object',
              required: ['data'],
              properties: { data: { type: 'array', items: outcome } },
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
