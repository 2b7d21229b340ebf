/** The one event that this product sends; persisted in subscriptions, never renamed. */
export const REQUEST_WORKFLOW_EVENT = 'requestWorkflowEvent';
