// Holds both sides to GitHub's OpenAPI description: what clients send, and what the stand-in answers.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { Description, type Match, type Parameter, type ResponseSpec, type Schema } from './description.ts';

const REFERENCE = /"\$ref":"#/g;
// Errors that any operation may give, whether its description says so or not.
const COMMON_ERRORS = new Set([400, 401, 403, 404, 410, 413, 422, 429, 500, 502, 503]);

function readable({ instancePath, message = '', params }: ErrorObject): string {
  const extra: unknown = params['additionalProperty'] ?? params['allowedValues'] ?? '';
  return `${instancePath === '' ? '/' : instancePath} ${message} ${extra === '' ? '' : JSON.stringify(extra)}`.trim();
}

function typed(raw: string, schema: Schema): unknown {
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return raw === '' ? raw : Number(raw);
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : raw;
    case 'array':
      return raw.split(',');
    default:
      return raw;
  }
}

export class Contract {
  readonly description: Description;
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(description = new Description()) {
    this.description = description;
    this.#ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    formats.default(this.#ajv);
    this.#ajv.addFormat('repo.nwo', true);
    this.#ajv.addSchema({ $id: 'github', ...description.document });
  }

  #errors(key: string, schema: Schema, value: unknown): readonly string[] {
    let validate = this.#validators.get(key);
    if (validate === undefined) {
      const text = JSON.stringify(schema).replace(REFERENCE, '"$ref":"github#');
      validate = this.#ajv.compile(JSON.parse(text) as Schema);
      this.#validators.set(key, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).map(readable);
  }

  /** Faults in the parameters of a request. */
  parameters({ operation, parameters }: Match, query: URLSearchParams): readonly string[] {
    const faults: string[] = [];
    const known = new Set<string>();
    for (const entry of operation.spec.parameters ?? []) {
      const parameter = this.description.resolve(entry) as Parameter;
      if (parameter.in === 'header') continue;
      if (parameter.in === 'query') known.add(parameter.name);
      const raw = parameter.in === 'path' ? parameters[parameter.name] : query.get(parameter.name);
      if (raw === undefined || raw === null) {
        if (parameter.required === true) faults.push(`missing ${parameter.in} parameter ${parameter.name}`);
        continue;
      }
      const schema = this.description.resolve(parameter.schema) as Schema;
      const key = `${operation.id}?${parameter.name}`;
      const errors = this.#errors(key, schema, typed(raw, schema));
      faults.push(...errors.map((error) => `${parameter.in} parameter ${parameter.name}: ${error}`));
    }
    for (const name of query.keys())
      if (!known.has(name)) faults.push(`undocumented query parameter ${name}`);
    return faults;
  }

  /** Faults in the body of a request; `body` undefined: it is streamed and not looked at. */
  body({ operation }: Match, contentType: string, body: Buffer | undefined): readonly string[] {
    const { requestBody } = operation.spec;
    const size = body?.length ?? 1;
    if (requestBody === undefined)
      return size > 0 && body !== undefined ? ['the operation takes no body'] : [];
    if (size === 0) return requestBody.required === true ? ['missing request body'] : [];
    const types = Object.keys(requestBody.content);
    const [sent = ''] = contentType.split(';');
    const type = types.find((t) => t === sent.trim() || t === '*/*' || t === 'application/octet-stream');
    if (type === undefined) return [`content type ${sent} is none of ${types.join(', ')}`];
    const schema = requestBody.content[type]?.schema;
    if (type !== 'application/json' || body === undefined || schema === undefined) return [];
    let value: unknown;
    try {
      value = JSON.parse(body.toString());
    } catch {
      return ['the body is not JSON'];
    }
    const faults = this.#errors(`${operation.id} body`, schema, value).map((error) => `body ${error}`);
    const { properties, additionalProperties, oneOf, anyOf } = this.description.resolve(schema) as Schema;
    const open = additionalProperties ?? oneOf ?? anyOf;
    if (properties === undefined || open !== undefined || typeof value !== 'object' || value === null) {
      return faults;
    }
    const unknown = Object.keys(value).filter((name) => !(name in (properties as object)));
    return [...faults, ...unknown.map((name) => `undocumented body property ${name}`)];
  }

  /** Faults in an answer. */
  response({ operation }: Match, status: number, contentType: string, body: string): readonly string[] {
    const { responses } = operation.spec;
    const entry = responses[String(status)] ?? responses['default'];
    if (entry === undefined) {
      if (!COMMON_ERRORS.has(status)) return [`status ${status} is not documented`];
      return this.#errors('error', { $ref: '#/components/schemas/basic-error' }, JSON.parse(body));
    }
    const schema = (this.description.resolve(entry) as ResponseSpec).content?.['application/json']?.schema;
    if (schema === undefined || !contentType.includes('json')) return [];
    return this.#errors(`${operation.id} ${status}`, schema, JSON.parse(body));
  }
}
