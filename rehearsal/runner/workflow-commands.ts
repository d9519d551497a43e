// Understands the `::command::` lines an action prints, with the runner's rules for escaping and stopping.

/** One parsed command line. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const names = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string =>
  unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** Parses `::name key=value,…::data`; undefined when the line is ordinary output (as ActionCommand.TryParseV2). */
export function parseCommand(line: string): Command | undefined {
  const match = /^\s*::([^\s:]+)(?: ([^]*?))?::([^]*)$/.exec(line);
  if (match === null) return undefined;
  const [, name, properties = '', data = ''] = match;
  if (name === undefined || !names.has(name.toLowerCase())) return undefined;
  const pairs = properties
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)] as const)
    .filter(([key, value]) => key !== '' && value !== '')
    .map(([key, value]) => [key, unescapeProperty(value)] as const);
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), data: unescapeData(data) };
}

/** An error, warning or notice the run page would show. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What a command does to the job. */
export interface Effects {
  readonly annotate: (annotation: Annotation) => void;
  readonly mask: (secret: string) => void;
  readonly output: (name: string, value: string) => void;
  readonly state: (name: string, value: string) => void;
  /** Whether debug logging is on for the job (RUNNER_DEBUG). */
  readonly debug?: boolean;
}

const retired: Readonly<Record<string, string>> = { 'set-env': 'GITHUB_ENV', 'add-path': 'GITHUB_PATH' };

/** Carries out one command and returns the lines the log shows for it. */
function perform({ name, properties, data }: Command, line: string, effects: Effects): readonly string[] {
  switch (name) {
    case 'error':
    case 'warning':
    case 'notice':
      effects.annotate({ level: name, message: data, properties });
      return [`##[${name}]${data}`];
    case 'group':
      return [`##[group]${data}`];
    case 'endgroup':
      return ['##[endgroup]'];
    case 'debug':
      return effects.debug === true ? [`##[debug]${data}`] : [];
    case 'add-mask':
      if (data.trim() === '') {
        effects.annotate({
          level: 'warning',
          message: "Can't add secret mask for empty string in ##[add-mask] command.",
          properties: {},
        });
        return [];
      }
      effects.mask(data);
      return ['::add-mask::***'];
    case 'set-output':
    case 'save-state':
      effects.annotate({
        level: 'warning',
        message: `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`,
        properties: {},
      });
      (name === 'set-output' ? effects.output : effects.state)(properties['name'] ?? '', data);
      return [];
    case 'set-env':
    case 'add-path':
      effects.annotate({
        level: 'error',
        message: `The \`${name}\` command is disabled. Please upgrade to using Environment Files (${retired[name] ?? ''}).`,
        properties: {},
      });
      return [];
    default:
      return [line];
  }
}

/** Takes output line by line; returns what the log shows. `::stop-commands::TOKEN` holds until `::TOKEN::`. */
export function createInterpreter(effects: Effects): (line: string) => readonly string[] {
  let resume: string | undefined;
  return (line) => {
    if (resume !== undefined) {
      if (line.trim() === `::${resume}::`) resume = undefined;
      return [line];
    }
    const command = parseCommand(line);
    if (command === undefined) return [line];
    if (command.name !== 'stop-commands') return perform(command, line, effects);
    const token = command.data.trim();
    // The runner refuses a token that output might hold by chance.
    if (token === '' || names.has(token.toLowerCase()) || token === 'pause-logging')
      effects.annotate({
        level: 'error',
        message: `Invalid stop-commands token '${token}'.`,
        properties: {},
      });
    else resume = token;
    return [line];
  };
}
