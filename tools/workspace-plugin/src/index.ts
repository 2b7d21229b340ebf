export { requestTypeGenerator } from './request-type/generator';
export type { RequestTypeOptions } from './request-type/generator';
export { syncRequestTypeCatalogGenerator } from './request-type-catalog/generator';
