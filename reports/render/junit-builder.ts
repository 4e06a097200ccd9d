import imported, { type Builder } from 'junit-report-builder';

// Its declarations promise a default export, but at run time the CommonJS module is the builder itself.
const junit = imported as unknown as Builder;

export const newBuilder = (): Builder => junit.newBuilder();
