import { runJsonSchema, type RunRecord } from '../model/record.ts';

/** run.json: the record itself. JSON.stringify writes lone surrogates as escapes, so the text is always valid UTF-8. */
export const renderJson = (run: RunRecord): string => `${JSON.stringify(run, null, 2)}\n`;

/** The JSON Schema (2020-12) that run.json keeps to. */
export const renderSchema = (): string => `${JSON.stringify(runJsonSchema(), null, 2)}\n`;
