import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 7163:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const debug = __nccwpck_require__(1159)
const { MAX_LENGTH, MAX_SAFE_INTEGER } = __nccwpck_require__(5101)
const { safeRe: re, t } = __nccwpck_require__(5471)

const parseOptions = __nccwpck_require__(356)
const { compareIdentifiers } = __nccwpck_require__(3348)

const isPrereleaseIdentifier = (prerelease, identifier) => {
  const identifiers = identifier.split('.')
  if (identifiers.length > prerelease.length) {
    return false
  }

  for (let i = 0; i < identifiers.length; i++) {
    if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) {
      return false
    }
  }

  return true
}

class SemVer {
  constructor (version, options) {
    options = parseOptions(options)

    if (version instanceof SemVer) {
      if (version.loose === !!options.loose &&
        version.includePrerelease === !!options.includePrerelease) {
        return version
      } else {
        version = version.version
      }
    } else if (typeof version !== 'string') {
      throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`)
    }

    if (version.length > MAX_LENGTH) {
      throw new TypeError(
        `version is longer than ${MAX_LENGTH} characters`
      )
    }

    debug('SemVer', version, options)
    this.options = options
    this.loose = !!options.loose
    // this isn't actually relevant for versions, but keep it so that we
    // don't run into trouble passing this.options around.
    this.includePrerelease = !!options.includePrerelease

    const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL])

    if (!m) {
      throw new TypeError(`Invalid Version: ${version}`)
    }

    this.raw = version

    // these are actually numbers
    this.major = +m[1]
    this.minor = +m[2]
    this.patch = +m[3]

    if (this.major > MAX_SAFE_INTEGER || this.major < 0) {
      throw new TypeError('Invalid major version')
    }

    if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) {
      throw new TypeError('Invalid minor version')
    }

    if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) {
      throw new TypeError('Invalid patch version')
    }

    // numberify any prerelease numeric ids
    if (!m[4]) {
      this.prerelease = []
    } else {
      this.prerelease = m[4].split('.').map((id) => {
        if (/^[0-9]+$/.test(id)) {
          const num = +id
          if (num >= 0 && num < MAX_SAFE_INTEGER) {
            return num
          }
        }
        return id
      })
    }

    this.build = m[5] ? m[5].split('.') : []
    this.format()
  }

  format () {
    this.version = `${this.major}.${this.minor}.${this.patch}`
    if (this.prerelease.length) {
      this.version += `-${this.prerelease.join('.')}`
    }
    return this.version
  }

  toString () {
    return this.version
  }

  compare (other) {
    debug('SemVer.compare', this.version, this.options, other)
    if (!(other instanceof SemVer)) {
      if (typeof other === 'string' && other === this.version) {
        return 0
      }
      other = new SemVer(other, this.options)
    }

    if (other.version === this.version) {
      return 0
    }

    return this.compareMain(other) || this.comparePre(other)
  }

  compareMain (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    if (this.major < other.major) {
      return -1
    }
    if (this.major > other.major) {
      return 1
    }
    if (this.minor < other.minor) {
      return -1
    }
    if (this.minor > other.minor) {
      return 1
    }
    if (this.patch < other.patch) {
      return -1
    }
    if (this.patch > other.patch) {
      return 1
    }
    return 0
  }

  comparePre (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    // NOT having a prerelease is > having one
    if (this.prerelease.length && !other.prerelease.length) {
      return -1
    } else if (!this.prerelease.length && other.prerelease.length) {
      return 1
    } else if (!this.prerelease.length && !other.prerelease.length) {
      return 0
    }

    let i = 0
    do {
      const a = this.prerelease[i]
      const b = other.prerelease[i]
      debug('prerelease compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  compareBuild (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    let i = 0
    do {
      const a = this.build[i]
      const b = other.build[i]
      debug('build compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  // preminor will bump the version up to the next minor release, and immediately
  // down to pre-release. premajor and prepatch work the same way.
  inc (release, identifier, identifierBase) {
    if (release.startsWith('pre')) {
      if (!identifier && identifierBase === false) {
        throw new Error('invalid increment argument: identifier is empty')
      }
      // Avoid an invalid semver results
      if (identifier) {
        const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE])
        if (!match || match[1] !== identifier) {
          throw new Error(`invalid identifier: ${identifier}`)
        }
      }
    }

    switch (release) {
      case 'premajor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor = 0
        this.major++
        this.inc('pre', identifier, identifierBase)
        break
      case 'preminor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor++
        this.inc('pre', identifier, identifierBase)
        break
      case 'prepatch':
        // If this is already a prerelease, it will bump to the next version
        // drop any prereleases that might already exist, since they are not
        // relevant at this point.
        this.prerelease.length = 0
        this.inc('patch', identifier, identifierBase)
        this.inc('pre', identifier, identifierBase)
        break
      // If the input is a non-prerelease version, this acts the same as
      // prepatch.
      case 'prerelease':
        if (this.prerelease.length === 0) {
          this.inc('patch', identifier, identifierBase)
        }
        this.inc('pre', identifier, identifierBase)
        break
      case 'release':
        if (this.prerelease.length === 0) {
          throw new Error(`version ${this.raw} is not a prerelease`)
        }
        this.prerelease.length = 0
        break

      case 'major':
        // If this is a pre-major version, bump up to the same major version.
        // Otherwise increment major.
        // 1.0.0-5 bumps to 1.0.0
        // 1.1.0 bumps to 2.0.0
        if (
          this.minor !== 0 ||
          this.patch !== 0 ||
          this.prerelease.length === 0
        ) {
          this.major++
        }
        this.minor = 0
        this.patch = 0
        this.prerelease = []
        break
      case 'minor':
        // If this is a pre-minor version, bump up to the same minor version.
        // Otherwise increment minor.
        // 1.2.0-5 bumps to 1.2.0
        // 1.2.1 bumps to 1.3.0
        if (this.patch !== 0 || this.prerelease.length === 0) {
          this.minor++
        }
        this.patch = 0
        this.prerelease = []
        break
      case 'patch':
        // If this is not a pre-release version, it will increment the patch.
        // If it is a pre-release it will bump up to the same patch version.
        // 1.2.0-5 patches to 1.2.0
        // 1.2.0 patches to 1.2.1
        if (this.prerelease.length === 0) {
          this.patch++
        }
        this.prerelease = []
        break
      // This probably shouldn't be used publicly.
      // 1.0.0 'pre' would become 1.0.0-0 which is the wrong direction.
      case 'pre': {
        const base = Number(identifierBase) ? 1 : 0

        if (this.prerelease.length === 0) {
          this.prerelease = [base]
        } else {
          let i = this.prerelease.length
          while (--i >= 0) {
            if (typeof this.prerelease[i] === 'number') {
              this.prerelease[i]++
              i = -2
            }
          }
          if (i === -1) {
            // didn't increment anything
            if (identifier === this.prerelease.join('.') && identifierBase === false) {
              throw new Error('invalid increment argument: identifier already exists')
            }
            this.prerelease.push(base)
          }
        }
        if (identifier) {
          // 1.2.0-beta.1 bumps to 1.2.0-beta.2,
          // 1.2.0-beta.fooblz or 1.2.0-beta bumps to 1.2.0-beta.0
          let prerelease = [identifier, base]
          if (identifierBase === false) {
            prerelease = [identifier]
          }
          if (isPrereleaseIdentifier(this.prerelease, identifier)) {
            const prereleaseBase = this.prerelease[identifier.split('.').length]
            if (isNaN(prereleaseBase)) {
              this.prerelease = prerelease
            }
          } else {
            this.prerelease = prerelease
          }
        }
        break
      }
      default:
        throw new Error(`invalid increment argument: ${release}`)
    }
    this.raw = this.format()
    if (this.build.length) {
      this.raw += `+${this.build.join('.')}`
    }
    return this
  }
}

module.exports = SemVer


/***/ }),

/***/ 8469:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const compare = (a, b, loose) =>
  new SemVer(a, loose).compare(new SemVer(b, loose))

module.exports = compare


/***/ }),

/***/ 2338:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)

const inc = (version, release, options, identifier, identifierBase) => {
  if (typeof (options) === 'string') {
    identifierBase = identifier
    identifier = options
    options = undefined
  }

  try {
    return new SemVer(
      version instanceof SemVer ? version.version : version,
      options
    ).inc(release, identifier, identifierBase).version
  } catch (er) {
    return null
  }
}
module.exports = inc


/***/ }),

/***/ 6353:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(7163)
const parse = (version, options, throwErrors = false) => {
  if (version instanceof SemVer) {
    return version
  }
  try {
    return new SemVer(version, options)
  } catch (er) {
    if (!throwErrors) {
      return null
    }
    throw er
  }
}

module.exports = parse


/***/ }),

/***/ 5101:
/***/ ((module) => {



// Note: this is the semver.org version of the spec that it implements
// Not necessarily the package version of this code.
const SEMVER_SPEC_VERSION = '2.0.0'

const MAX_LENGTH = 256
const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER ||
/* istanbul ignore next */ 9007199254740991

// Max safe segment length for coercion.
const MAX_SAFE_COMPONENT_LENGTH = 16

// Max safe length for a build identifier. The max length minus 6 characters for
// the shortest version with a build 0.0.0+BUILD.
const MAX_SAFE_BUILD_LENGTH = MAX_LENGTH - 6

// ECMAScript whitespace and line terminators matched by \s.
const WHITESPACE_CHARACTERS = [
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  ' ',
  '\u00a0',
  '\u1680',
  '\u2000',
  '\u2001',
  '\u2002',
  '\u2003',
  '\u2004',
  '\u2005',
  '\u2006',
  '\u2007',
  '\u2008',
  '\u2009',
  '\u200a',
  '\u2028',
  '\u2029',
  '\u202f',
  '\u205f',
  '\u3000',
  '\ufeff',
]

const RELEASE_TYPES = [
  'major',
  'premajor',
  'minor',
  'preminor',
  'patch',
  'prepatch',
  'prerelease',
]

module.exports = {
  MAX_LENGTH,
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_SAFE_INTEGER,
  WHITESPACE_CHARACTERS,
  RELEASE_TYPES,
  SEMVER_SPEC_VERSION,
  FLAG_INCLUDE_PRERELEASE: 0b001,
  FLAG_LOOSE: 0b010,
}


/***/ }),

/***/ 1159:
/***/ ((module) => {



const debug = (
  typeof process === 'object' &&
  process.env &&
  process.env.NODE_DEBUG &&
  /\bsemver\b/i.test(process.env.NODE_DEBUG)
) ? (...args) => console.error('SEMVER', ...args)
  : () => {}

module.exports = debug


/***/ }),

/***/ 3348:
/***/ ((module) => {



const numeric = /^[0-9]+$/
const compareIdentifiers = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b ? 0 : a < b ? -1 : 1
  }

  const anum = numeric.test(a)
  const bnum = numeric.test(b)

  if (anum && bnum) {
    a = +a
    b = +b
  }

  return a === b ? 0
    : (anum && !bnum) ? -1
    : (bnum && !anum) ? 1
    : a < b ? -1
    : 1
}

const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a)

module.exports = {
  compareIdentifiers,
  rcompareIdentifiers,
}


/***/ }),

/***/ 356:
/***/ ((module) => {



// parse out just the options we care about
const looseOption = Object.freeze({ loose: true })
const emptyOpts = Object.freeze({ })
const parseOptions = options => {
  if (!options) {
    return emptyOpts
  }

  if (typeof options !== 'object') {
    return looseOption
  }

  return options
}
module.exports = parseOptions


/***/ }),

/***/ 5471:
/***/ ((module, exports, __nccwpck_require__) => {



const {
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_LENGTH,
} = __nccwpck_require__(5101)
const debug = __nccwpck_require__(1159)
exports = module.exports = {}

// The actual regexps go on exports.re
const re = exports.re = []
const safeRe = exports.safeRe = []
const src = exports.src = []
const safeSrc = exports.safeSrc = []
const t = exports.t = {}
let R = 0

const LETTERDASHNUMBER = '[a-zA-Z0-9-]'

// Replace some greedy regex tokens to prevent regex dos issues. These regex are
// used internally via the safeRe object since all inputs in this library get
// normalized first to trim and collapse all extra whitespace. The original
// regexes are exported for userland consumption and lower level usage. A
// future breaking change could export the safer regex only with a note that
// all input should have extra whitespace removed.
const safeRegexReplacements = [
  ['\\s', 1],
  ['\\d', MAX_LENGTH],
  [LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH],
]

const makeSafeRegex = (value) => {
  for (const [token, max] of safeRegexReplacements) {
    value = value
      .split(`${token}*`).join(`${token}{0,${max}}`)
      .split(`${token}+`).join(`${token}{1,${max}}`)
  }
  return value
}

const createToken = (name, value, isGlobal) => {
  const safe = makeSafeRegex(value)
  const index = R++
  debug(name, index, value)
  t[name] = index
  src[index] = value
  safeSrc[index] = safe
  re[index] = new RegExp(value, isGlobal ? 'g' : undefined)
  safeRe[index] = new RegExp(safe, isGlobal ? 'g' : undefined)
}

// The following Regular Expressions can be used for tokenizing,
// validating, and parsing SemVer version strings.

// ## Numeric Identifier
// A single `0`, or a non-zero digit followed by zero or more digits.

createToken('NUMERICIDENTIFIER', '0|[1-9]\\d*')
createToken('NUMERICIDENTIFIERLOOSE', '\\d+')

// ## Non-numeric Identifier
// Zero or more digits, followed by a letter or hyphen, and then zero or
// more letters, digits, or hyphens.

createToken('NONNUMERICIDENTIFIER', `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`)

// ## Main Version
// Three dot-separated numeric identifiers.

createToken('MAINVERSION', `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})`)

createToken('MAINVERSIONLOOSE', `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version Identifier
// A numeric identifier, or a non-numeric identifier.
// Non-numeric identifiers include numeric identifiers but can be longer.
// Therefore non-numeric identifiers must go first.

createToken('PRERELEASEIDENTIFIER', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIER]})`)

createToken('PRERELEASEIDENTIFIERLOOSE', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version
// Hyphen, followed by one or more dot-separated pre-release version
// identifiers.

createToken('PRERELEASE', `(?:-(${src[t.PRERELEASEIDENTIFIER]
}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`)

createToken('PRERELEASELOOSE', `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]
}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`)

// ## Build Metadata Identifier
// Any combination of digits, letters, or hyphens.

createToken('BUILDIDENTIFIER', `${LETTERDASHNUMBER}+`)

// ## Build Metadata
// Plus sign, followed by one or more period-separated build metadata
// identifiers.

createToken('BUILD', `(?:\\+(${src[t.BUILDIDENTIFIER]
}(?:\\.${src[t.BUILDIDENTIFIER]})*))`)

// ## Full Version String
// A main version, followed optionally by a pre-release version and
// build metadata.

// Note that the only major, minor, patch, and pre-release sections of
// the version string are capturing groups.  The build metadata is not a
// capturing group, because it should not ever be used in version
// comparison.

createToken('FULLPLAIN', `v?${src[t.MAINVERSION]
}${src[t.PRERELEASE]}?${
  src[t.BUILD]}?`)

createToken('FULL', `^${src[t.FULLPLAIN]}$`)

// like full, but allows v1.2.3 and =1.2.3, which people do sometimes.
// also, 1.0.0alpha1 (prerelease without the hyphen) which is pretty
// common in the npm registry.
createToken('LOOSEPLAIN', `[v=\\s]*${src[t.MAINVERSIONLOOSE]
}${src[t.PRERELEASELOOSE]}?${
  src[t.BUILD]}?`)

createToken('LOOSE', `^${src[t.LOOSEPLAIN]}$`)

createToken('GTLT', '((?:<|>)?=?)')

// Something like "2.*" or "1.2.x".
// Note that "x.x" is a valid xRange identifier, meaning "any version"
// Only the first item is strictly required.
createToken('XRANGEIDENTIFIERLOOSE', `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`)
createToken('XRANGEIDENTIFIER', `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`)

createToken('XRANGEPLAIN', `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:${src[t.PRERELEASE]})?${
                     src[t.BUILD]}?` +
                   `)?)?`)

createToken('XRANGEPLAINLOOSE', `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:${src[t.PRERELEASELOOSE]})?${
                          src[t.BUILD]}?` +
                        `)?)?`)

createToken('XRANGE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`)
createToken('XRANGELOOSE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`)

// Coercion.
// Extract anything that could conceivably be a part of a valid semver
createToken('COERCEPLAIN', `${'(^|[^\\d])' +
              '(\\d{1,'}${MAX_SAFE_COMPONENT_LENGTH}})` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`)
createToken('COERCE', `${src[t.COERCEPLAIN]}(?:$|[^\\d])`)
createToken('COERCEFULL', src[t.COERCEPLAIN] +
              `(?:${src[t.PRERELEASE]})?` +
              `(?:${src[t.BUILD]})?` +
              `(?:$|[^\\d])`)
createToken('COERCERTL', src[t.COERCE], true)
createToken('COERCERTLFULL', src[t.COERCEFULL], true)

// Tilde ranges.
// Meaning is "reasonably at or greater than"
createToken('LONETILDE', '(?:~>?)')

createToken('TILDETRIM', `(\\s*)${src[t.LONETILDE]}\\s+`, true)
exports.tildeTrimReplace = '$1~'

createToken('TILDE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`)
createToken('TILDELOOSE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`)

// Caret ranges.
// Meaning is "at least and backwards compatible with"
createToken('LONECARET', '(?:\\^)')

createToken('CARETTRIM', `(\\s*)${src[t.LONECARET]}\\s+`, true)
exports.caretTrimReplace = '$1^'

createToken('CARET', `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`)
createToken('CARETLOOSE', `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`)

// A simple gt/lt/eq thing, or just "" to indicate "any version"
createToken('COMPARATORLOOSE', `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`)
createToken('COMPARATOR', `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`)

// An expression to strip any whitespace between the gtlt and the thing
// it modifies, so that `> 1.2.3` ==> `>1.2.3`
createToken('COMPARATORTRIM', `(\\s*)${src[t.GTLT]
}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true)
exports.comparatorTrimReplace = '$1$2$3'

// Something like `1.2.3 - 1.2.4`
// Note that these all use the loose form, because they'll be
// checked against either the strict or loose comparator form
// later.
createToken('HYPHENRANGE', `^\\s*(${src[t.XRANGEPLAIN]})` +
                   `\\s+-\\s+` +
                   `(${src[t.XRANGEPLAIN]})` +
                   `\\s*$`)

createToken('HYPHENRANGELOOSE', `^\\s*(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s+-\\s+` +
                        `(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s*$`)

// Star ranges basically just allow anything at all.
createToken('STAR', '(<|>)?=?\\s*\\*')
// >=0.0.0 is like a star
createToken('GTE0', '^\\s*>=\\s*0\\.0\\.0\\s*$')
createToken('GTE0PRE', '^\\s*>=\\s*0\\.0\\.0-0\\s*$')


/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 6340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q_: () => (/* binding */ longestRun),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   hl: () => (/* binding */ address),
/* harmony export */   mG: () => (/* binding */ inline)
/* harmony export */ });
function inline(text) {
    if (harmless.test(text))
        return text;
    return atLineStart(spans(text, true));
}
const harmless = /^[A-Za-z(](?:[A-Za-z0-9 ,.;!?'"()/=#\u2026%]|(?<=[a-z)!]):(?= )|(?<=[A-Za-z])-(?=[A-Za-z]))*$/;
const codeEnd = /`+/g;
const webAddress = /https?:\/\/[^\s<>"`|\\\u0000-\u001f\u007f-\u009f]+/iy;
const angled = /<(https?:\/\/[^\s<>`|\\]{1,2000})>/y;
const link = /\[([^[\]`\n]{1,300})\]\((https?:\/\/[^\s()<>`|\\"]{1,1000}(?:\([^\s()<>`|\\"]{0,200}\)[^\s()<>`|\\"]{0,200}){0,3})\)/y;
const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{0,40});/iy;
const scopedPackage = /@[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,100}/iy;
const wordCharacter = /[\p{L}\p{N}]/u;
function spans(text, links) {
    const runs = codeRuns(text);
    const dollars = text.indexOf('$') !== text.lastIndexOf('$');
    let out = '';
    let i = 0;
    let atSeen = false;
    let plain = '';
    const at = (pattern) => {
        pattern.lastIndex = i;
        return pattern.exec(text);
    };
    while (i < text.length) {
        const c = text[i] ?? '';
        const before = text[i - 1] ?? '';
        const plainBefore = plain;
        plain = '';
        if (c === ' ')
            atSeen = false;
        let found;
        if (c === '`') {
            const run = runs.get(i);
            if (run?.close === undefined) {
                const length = run?.length ?? 1;
                out += '\\`'.repeat(length);
                i += length;
            }
            else {
                out += codeSpan(text.slice(i + run.length, run.close).replace(/^ (.*[^ ].*) $/, '$1'));
                i = run.close + run.length;
            }
        }
        else if (links && c === '[' && (found = at(link))) {
            out += `[${spans(found[1] ?? '', false)}](${address(found[2] ?? '', ' ')})`;
            i += found[0].length;
        }
        else if (links && c === '<' && (found = at(angled))) {
            out += address(found[1] ?? '', text.slice(i + found[0].length));
            i += found[0].length;
        }
        else if ((c === 'h' || c === 'H') && !/[a-z]/i.test(before) && (found = at(webAddress))) {
            const url = trimAddress(found[0]);
            out += links ? address(url, text.slice(i + url.length)) : escapePlain(url);
            i += url.length;
        }
        else if ((c === 'w' || c === 'W') &&
            !/[a-z]/i.test(before) &&
            text.slice(i, i + 4).toLowerCase() === 'www.') {
            out += /^www\.[\w./-]*[A-Za-z0-9/](?=\s|$)/i.test(text.slice(i, i + 200))
                ? text.slice(i, i + 4)
                : `${text.slice(i, i + 3)}\\.`;
            i += 4;
        }
        else if (c === '@' && !/\w/.test(before) && (found = at(scopedPackage))) {
            out += codeSpan(found[0]);
            i += found[0].length;
        }
        else if (c === '@' && /[a-z0-9]/i.test(text[i + 1] ?? '')) {
            out += /\w/.test(plainBefore) && !atSeen ? '@' : '@\u200b';
            atSeen = true;
            i += 1;
            plain = c;
        }
        else {
            out += escaped(c, before, text, i, dollars);
            i += 1;
            plain = c;
        }
    }
    return out;
}
function escaped(c, before, text, i, dollars) {
    switch (c) {
        case '\\':
        case '*':
        case '[':
        case '~':
        case '|':
            return `\\${c}`;
        case '!':
            return text[i + 1] === '[' ? '\\!' : '!';
        case '<':
            return /[A-Za-z/!?]/.test(text[i + 1] ?? '') ? '\\<' : '<';
        case '_':
            return wordCharacter.test(before) && wordCharacter.test(text[i + 1] ?? '') ? '_' : '\\_';
        case '&':
            entity.lastIndex = i;
            return entity.test(text) ? '\\&' : '&';
        case '$':
            return dollars ? '&#36;' : '$';
        default:
            return c;
    }
}
function escapePlain(text) {
    return text.replace(/[\\`*_[\]<>~|&$]/g, (c) => (c === '$' ? '&#36;' : `\\${c}`));
}
function longestRun(text) {
    let longest = 0;
    for (const [run] of text.matchAll(/`+/g))
        longest = Math.max(longest, run.length);
    return longest;
}
function codeSpan(code) {
    const content = code.replace(/[\r\n]/g, ' ');
    if (content.trim() === '')
        return '';
    const fence = '`'.repeat(longestRun(content) + 1);
    const pad = /^`|`$|^ .* $/.test(content) ? ' ' : '';
    return `${fence}${pad}${content}${pad}${fence}`;
}
function address(url, after = '') {
    const plain = /^https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9./?=%#:+-]|(?<=[A-Za-z0-9])[_&](?=[A-Za-z0-9]))*$/.test(url);
    const ends = /[A-Za-z0-9/]$/.test(url) && /^[.,;:!?)]{0,5}(?:\s|$)/.test(after);
    return plain && ends ? url : `<${url}>`;
}
function trimAddress(url) {
    let end = url.length;
    let open = 0;
    let close = 0;
    for (const c of url) {
        if (c === '(')
            open += 1;
        else if (c === ')')
            close += 1;
    }
    for (; end > 'https://x'.length; end -= 1) {
        const last = url[end - 1] ?? '';
        if (last === ')' && close > open)
            close -= 1;
        else if (!/[?!.,:;*_~'\]\u2026]/.test(last))
            break;
    }
    return url.slice(0, end);
}
function codeRuns(text) {
    const runs = new Map();
    if (!text.includes('`'))
        return runs;
    const next = new Map();
    const all = [...text.matchAll(codeEnd)].map((match) => ({ start: match.index, length: match[0].length }));
    for (const run of all.reverse()) {
        const close = next.get(run.length);
        runs.set(run.start, close === undefined ? { length: run.length } : { length: run.length, close });
        next.set(run.length, run.start);
    }
    return runs;
}
function atLineStart(text) {
    if (/^(?:#{1,6}(?:\s|$)|>|[-+](?:[\s:-]|$)|=|:-)/.test(text))
        return `\\${text}`;
    return text.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}


/***/ }),

/***/ 1042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ cutLine),
/* harmony export */   NQ: () => (/* binding */ cutSubject),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   Xs: () => (/* binding */ longestSubject),
/* harmony export */   v3: () => (/* binding */ cleanLines)
/* harmony export */ });
const longestSubject = 256;
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const plain = /^[\u0020-\u007e]*$/;
function cleanLine(text) {
    if (plain.test(text) && !text.includes('  '))
        return text.trim();
    return text.toWellFormed().replace(/\s+/gu, ' ').replace(unseen, '').trim();
}
function cleanLines(text) {
    return text
        .toWellFormed()
        .replaceAll('\u2028', '\n')
        .replaceAll('\u2029', '\n')
        .replaceAll('\u0085', '\n')
        .replaceAll('\r', '\n')
        .replace(unseen, '');
}
function cutLine(text, longest, keep = '') {
    if (text.length <= longest)
        return text;
    const points = Array.from(text.slice(0, 2 * longest));
    if (points.length <= longest && text.length <= 2 * longest)
        return text;
    const tail = keep === '' ? '' : ` ${keep}`;
    const room = points.slice(0, longest - 1 - tail.length).join('');
    const blank = room.lastIndexOf(' ');
    const head = blank > room.length * 0.8 ? room.slice(0, blank) : room;
    return `${head.trimEnd()}\u2026${tail}`;
}
function cutSubject(text) {
    const reference = /\(#\d{1,10}\)$/.exec(text.slice(-16))?.[0] ?? '';
    return cutLine(text, longestSubject, reference);
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./build/errors.js
class ReleaseError extends Error {
    name = 'ReleaseError';
    hint;
    code;
    at;
    constructor(message, options) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.hint = options.hint;
        this.code = options.code;
        this.at = options.at;
    }
}
class FaultsError extends ReleaseError {
    faults;
    constructor(faults) {
        const [first] = faults;
        super(faults.length === 1 && first
            ? first.message
            : `${faults.length} faults were found before anything was pushed`, {
            code: faults.length === 1 ? (first?.code ?? 'bad-input') : 'several-faults',
            hint: faults.length === 1 && first
                ? first.hint
                : faults.map((f, i) => `${i + 1}. ${f.message}\n   ${f.hint}`).join('\n'),
            ...(faults.length === 1 && first?.at ? { at: first.at } : {}),
        });
        this.faults = faults;
    }
}
function messageOf(error) {
    if (!(error instanceof Error))
        return String(error);
    return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}

;// CONCATENATED MODULE: ./build/changelog/types.js

const example = 'changelog-types: \'[{"type":"feat","section":"Features"},{"type":"chore","hidden":true}]\'';
async function readTypes(text) {
    if (text.trim() === '')
        return undefined;
    const fail = (reason, cause) => new ReleaseError(`changelog-types ${reason}`, { hint: example, cause });
    const { parse } = await __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19));
    let list;
    try {
        list = parse(text);
    }
    catch (error) {
        throw fail('is neither JSON nor YAML', error);
    }
    if (!Array.isArray(list))
        throw fail('must be a list');
    return list.map((entry, i) => {
        const { type, section, scope, hidden, effect } = (entry ?? {});
        if (typeof type !== 'string' || type === '')
            throw fail(`has no type in entry ${i + 1}`);
        if (section !== undefined && typeof section !== 'string')
            throw fail(`has a section that is no text in ${type}`);
        if (scope !== undefined && typeof scope !== 'string')
            throw fail(`has a scope that is no text in ${type}`);
        return {
            type,
            ...(scope === undefined ? {} : { scope }),
            ...(section === undefined ? {} : { section }),
            hidden: hidden === true || effect === 'hidden',
        };
    });
}

;// CONCATENATED MODULE: ./build/plan/assets.js

const notesName = 'release-notes.md';
const keyName = 'cosign.pub';
function planAssets(inputs, repository, version) {
    const { binaries, files, sboms, scan, checksums } = inputs.assets;
    return {
        ...(binaries === undefined
            ? {}
            : {
                binaries: {
                    target: binaries,
                    archives: inputs.platforms.map((platform) => archiveOf(repository.name, version, platform)),
                },
            }),
        files,
        sboms,
        ...(scan ? { scans: inputs.platforms.map(scanOf) } : {}),
        ...(checksums === undefined ? {} : { checksums: { name: checksums, bundle: bundleName(checksums) } }),
    };
}
function archiveOf(name, version, platform) {
    const { os, architecture, variant = '' } = platform;
    const format = os === 'windows' ? 'zip' : 'tar.gz';
    return {
        platform,
        name: assetName(`${name}_${version.text}_${os}_${architecture}${variant}.${format}`),
        format,
    };
}
function scanOf(platform) {
    const { os, architecture, variant = '' } = platform;
    return { platform, name: bundleName(`sbom_${os}_${architecture}${variant}`) };
}
function bundleName(asset) {
    return `${asset}.sigstore.json`;
}
function assetName(file) {
    return file.replace(/[^\w.+@-]+/g, '.').replace(/^\.+|\.+$/g, '');
}
function sbomName(path, count) {
    const base = count === 1 ? 'sbom' : path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/i, '');
    return bundleName(assetName(base) || 'sbom');
}
function splitLabel(entry) {
    const at = entry.indexOf('#', 1);
    if (at < 0)
        return { glob: entry };
    const label = entry.slice(at + 1).trim();
    return { glob: entry.slice(0, at).trim(), ...(label === '' ? {} : { label }) };
}
function splitGlobs(line) {
    const globs = [''];
    let depth = 0;
    for (const character of line) {
        depth += character === '{' ? 1 : character === '}' && depth > 0 ? -1 : 0;
        if (character === ',' && depth === 0)
            globs.push('');
        else
            globs[globs.length - 1] = `${globs.at(-1) ?? ''}${character}`;
    }
    return globs.map((glob) => glob.trim()).filter((glob) => glob !== '');
}
function checksumLines(assets) {
    return [...assets]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
        .join('');
}
function ownNames(plan, options) {
    const own = (name) => ({ name, from: 'this action' });
    return [
        ...(plan.binaries?.archives ?? []).map(({ name }) => ({ name, from: 'binaries' })),
        own(manifestName),
        own(notesName),
        ...(plan.checksums ? [own(plan.checksums.name), own(plan.checksums.bundle)] : []),
        ...(options.attest ? [own(provenanceName)] : []),
        ...plan.sboms.map((path) => ({ name: sbomName(path, plan.sboms.length), from: path })),
        ...(plan.scans ?? []).map(({ name }) => ({ name, from: 'sbom: auto' })),
        ...(options.sign === 'key' ? [own(keyName)] : []),
    ];
}
function nameFaults(assets) {
    const byName = Map.groupBy(assets, ({ name }) => name.toLowerCase());
    return [...byName.values()].flatMap((same) => {
        const [first] = same;
        if (first === undefined || same.length < 2)
            return [];
        return [
            {
                message: `${same.length} assets would be called ${first.name}: ${same.map(({ from }) => from).join(', ')}`,
                hint: 'Rename all but one of these files in the step that makes them; GitHub keeps names, not folders.',
            },
        ];
    });
}

// EXTERNAL MODULE: ./build/changelog/markdown.js
var markdown = __nccwpck_require__(6340);
// EXTERNAL MODULE: ./build/changelog/text.js
var changelog_text = __nccwpck_require__(1042);
;// CONCATENATED MODULE: ./build/changelog/blocks.js


function block(text, indent) {
    const lines = (0,changelog_text/* cleanLines */.v3)(text).split('\n');
    const out = [];
    const put = (line) => {
        out.push(line === '' ? '' : indent + line);
    };
    const closing = closingFences(lines);
    for (let i = 0; i < lines.length;) {
        const line = lines[i] ?? '';
        const code = fenced(lines, i, closing) ?? indented(lines, i);
        if (code) {
            const fence = '`'.repeat(Math.max(3, (0,markdown/* longestRun */.Q_)(code.lines.join('\n')) + 1));
            if (out.length > 0 && out.at(-1) !== '')
                out.push('');
            put(`${fence}${code.language}`);
            for (const codeLine of code.lines)
                put(codeLine.trimEnd());
            put(fence);
            i = code.end;
            if (i < lines.length && lines[i]?.trim() !== '')
                out.push('');
            continue;
        }
        const bullet = /^ {0,3}[*+-] +(?=\S)/.exec(line)?.[0];
        const content = (0,changelog_text/* cleanLine */.Ow)(bullet === undefined ? line : line.slice(bullet.length));
        if (bullet !== undefined && content !== '') {
            if (out.length > 0 && out.at(-1) !== '' && !/^\s*- /.test(out.at(-1) ?? ''))
                out.push('');
            put(`- ${(0,markdown/* inline */.mG)(content)}`);
        }
        else if (content !== '' || out.at(-1) !== '') {
            const inList = content !== '' && /^\s*- /.test(out.at(-1) ?? '');
            put(inList ? `  ${(0,markdown/* inline */.mG)(content)}` : (0,markdown/* inline */.mG)(content));
        }
        i += 1;
    }
    while (out.at(-1) === '')
        out.pop();
    return out.join('\n');
}
function closingFences(lines) {
    const closing = new Map();
    for (const character of ['`', '~']) {
        const longest = new Array(lines.length + 1).fill(0);
        for (let i = lines.length - 1; i >= 0; i -= 1) {
            const run = closingFence.exec(lines[i] ?? '')?.[1] ?? '';
            longest[i] = Math.max(longest[i + 1] ?? 0, run.startsWith(character) ? run.length : 0);
        }
        closing.set(character, longest);
    }
    return closing;
}
const closingFence = /^ {0,3}(`{3,}|~{3,})\s*$/;
function fenced(lines, start, closing) {
    const open = /^ {0,3}(`{3,}|~{3,}) {0,3}([\w+#.-]{0,30})\s*$/.exec(lines[start] ?? '');
    if (!open)
        return undefined;
    const [, fence = '', language = ''] = open;
    const longest = closing.get(fence.charAt(0))?.[start + 1] ?? 0;
    if (longest < fence.length)
        return undefined;
    let end = start + 1;
    while (!closingFence.exec(lines[end] ?? '')?.[1]?.startsWith(fence))
        end += 1;
    return { language, lines: dedent(lines.slice(start + 1, end)), end: end + 1 };
}
function indented(lines, start) {
    const isCode = (line) => line !== undefined && /^(?: {4}|\t)\s*\S/.test(line);
    if (!isCode(lines[start]) || (start > 0 && lines[start - 1]?.trim() !== ''))
        return undefined;
    let end = start + 1;
    while (isCode(lines[end]))
        end += 1;
    return { language: '', lines: dedent(lines.slice(start, end)), end };
}
function dedent(lines) {
    const spaced = lines.map((line) => line.replaceAll('\t', '    '));
    const depths = spaced.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
    const depth = depths.reduce((least, one) => Math.min(least, one), Infinity);
    return spaced.map((line) => line.slice(depth));
}
function closeMarkdown(markdown) {
    let text = markdown.replace(/\r\n?/g, '\n').trim();
    let fence;
    const outside = [];
    for (const line of text.split('\n')) {
        const mark = /^ {0,3}(?:[-*+] +|\d+[.)] +|> ?)*(`{3,}|~{3,})(.*)$/.exec(line);
        const [, run = '', info = ''] = mark ?? [];
        if (fence === undefined) {
            if (mark && !(run.startsWith('`') && info.includes('`')))
                fence = run;
            else
                outside.push(line);
        }
        else if (mark && run.startsWith(fence) && info.trim() === '')
            fence = undefined;
    }
    if (fence !== undefined)
        text += `\n${fence}`;
    const prose = outside.join('\n').replace(/`[^`\n]*`/g, '');
    if (prose.lastIndexOf('<!--') > prose.lastIndexOf('-->'))
        text += '\n-->';
    const open = (prose.match(/<details\b/gi) ?? []).length - (prose.match(/<\/details\s*>/gi) ?? []).length;
    return open > 0 ? `${text}\n${'\n</details>'.repeat(open)}` : text;
}

;// CONCATENATED MODULE: ./build/changelog/fit.js
function countCharacters(text) {
    let count = text.length;
    for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i);
        if (unit >= 0xd800 && unit < 0xdc00)
            count -= 1;
    }
    return count;
}
function fit(sections, limit, fullNotes) {
    const byRank = sections
        .map((section, i) => ({ section, i }))
        .sort((a, b) => b.section.rank - a.section.rank || a.i - b.i)
        .map(({ section }) => section);
    const shown = new Map();
    let room = limit + 1;
    for (const section of byRank) {
        const taken = room < 0 ? allGone(section) : take(section, room);
        shown.set(section, taken);
        room -= countCharacters(textOf(taken, '')) + 2;
    }
    const text = () => join(sections.map((section) => textOf(shown.get(section), fullNotes)));
    if (room >= 0)
        return { body: text() };
    let excess = countCharacters(text()) - limit;
    for (const section of byRank.toReversed()) {
        if (excess <= 0)
            break;
        const before = shown.get(section);
        if (before === undefined || before.items.length === 0)
            continue;
        const after = shorten(before, excess, fullNotes);
        shown.set(section, after);
        excess -= countCharacters(textOf(before, fullNotes)) - countCharacters(textOf(after, fullNotes));
    }
    return { body: text(), full: () => join(sections.map((section) => textOf(take(section, Infinity), ''))) };
}
function take(section, room) {
    const items = [];
    for (let left = room; left >= 0 && items.length < section.items.length;) {
        const item = section.items.at(items.length) ?? '';
        items.push(item);
        left -= countCharacters(item) + 1;
    }
    return { section, items, gone: section.items.length - items.length };
}
function allGone(section) {
    const gone = section.whole ? linesOf(take(section, Infinity).items).length : section.items.length;
    return { section, items: [], gone };
}
const linesOf = (items) => items.flatMap((item) => item.split('\n'));
function shorten({ section, items, gone }, excess, fullNotes) {
    const lines = section.whole ? linesOf(items) : items;
    const cost = (left) => left === 0 ? 0 : countCharacters(goneLine(section, left, fullNotes)) + 2;
    let saved = cost(gone) - cost(gone + lines.length);
    let keep = lines.length;
    while (keep > 0 && saved < excess) {
        keep -= 1;
        saved += countCharacters(lines[keep] ?? '') + 1;
    }
    const left = lines.slice(0, keep);
    const kept = section.whole ? [closeFence(left.join('\n'))].filter((item) => item !== '') : left;
    return { section, items: kept, gone: gone + lines.length - keep };
}
function goneLine(section, gone, fullNotes) {
    if (section.counted)
        return `- \u2026 and ${gone} more ${gone === 1 ? 'change' : 'changes'}: see ${fullNotes}`;
    return `${section.whole ? '' : '- '}\u2026 ${gone} more ${gone === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
}
function closeFence(text) {
    const fences = text.split('\n').filter((line) => /^ {0,3}(?:`{3}|~{3})/.test(line));
    return fences.length % 2 === 1 ? `${text}\n${/[`~]{3,}/.exec(fences.at(-1) ?? '')?.[0] ?? '```'}` : text;
}
function join(parts) {
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function textOf(shown, fullNotes) {
    if (shown === undefined)
        return '';
    const { section, items, gone } = shown;
    const parts = section.heading === undefined ? [] : [section.heading];
    const all = gone === 0 || fullNotes === '' ? items : [...items, goneLine(section, gone, fullNotes)];
    let previous;
    for (const item of all) {
        const close = previous !== undefined && isListItem(previous) && isListItem(item) && !previous.includes('\n\n');
        if (parts.length > 0)
            parts.push(close ? '\n' : '\n\n');
        parts.push(item);
        previous = item;
    }
    return parts.join('');
}
function isListItem(item) {
    return /^(?:- |\d+\. )/.test(item);
}

;// CONCATENATED MODULE: ./build/changelog/groups.js
const defaultTypes = [
    { type: 'feat', section: 'Features' },
    { type: 'feature', section: 'Features' },
    { type: 'fix', section: 'Bug Fixes' },
];
const breakingTitle = '\u26a0 Breaking Changes';
const otherTitle = 'Other Changes';
function group(changes, types) {
    const breaking = [];
    const sections = new Map();
    for (const { section, hidden } of types)
        if (section !== undefined && !hidden)
            sections.set(section, []);
    const other = [];
    const updates = changes.filter(isBotUpdate);
    const folded = new Set(updates.length > 1 ? updates : []);
    const lookUp = typeFinder(types);
    for (const change of changes) {
        if (folded.has(change))
            continue;
        const entry = { kind: 'change', change };
        if (change.breaking) {
            breaking.push(entry);
            continue;
        }
        const type = lookUp(change);
        if (type?.hidden)
            continue;
        (sections.get(type?.section ?? '') ?? other).push(entry);
    }
    if (folded.size > 0)
        other.push({ kind: 'updates', updates: foldUpdates(updates), count: folded.size });
    const groups = [
        { title: breakingTitle, kind: 'breaking', entries: breaking },
        ...[...sections].map(([title, entries]) => ({ title, kind: 'typed', entries })),
        { title: otherTitle, kind: 'other', entries: other },
    ];
    return groups.filter(({ entries }) => entries.length > 0);
}
function typeFinder(types) {
    const wanted = new Map();
    for (const entry of types) {
        const key = entry.type.toLowerCase();
        wanted.set(key, [...(wanted.get(key) ?? []), entry]);
    }
    return ({ type, scope, reapplies, subject }) => {
        const inner = reapplies
            ? /^Reapply "(\w+)(?:\(.*?\))?!?: /i.exec(subject)?.[1]?.toLowerCase()
            : undefined;
        const list = wanted.get(inner ?? type ?? '') ?? [];
        return (list.find((t) => t.scope !== undefined && t.scope === scope) ?? list.find((t) => t.scope === undefined));
    };
}
const updater = /\b(?:dependabot|renovate|greenkeeper|depfu|pyup|snyk|scala[ -]steward)\b|^bot@(?:renovateapp\.com|mend\.io)$/i;
const bot = /\[bot\](?:@|$)|(?:^|[ -])(?:ro)?bot(?:$|@)/i;
const updating = /\b(?:bumps?|updates?|upgrades?|pin|replace|lock file maintenance)\b/i;
const dependencies = /\b(?:bumps?|dependenc(?:y|ies)|lock ?file|deps)\b|\bto v?\d/i;
function isBotUpdate({ author, breaking, undoes, scope, description }) {
    if (breaking || undoes || !updating.test(description))
        return false;
    const is = (kind) => kind.test(author.name) || kind.test(author.email);
    return is(updater) || (is(bot) && dependencies.test(`${scope ?? ''} ${description}`));
}
function foldUpdates(changes) {
    const byName = new Map();
    for (const change of changes) {
        const { name, from, to } = readUpdate(change.description);
        const known = byName.get(name);
        const pull = /\(#(\d+)\)$/.exec(change.subject)?.[1];
        const update = known ?? { name, pulls: [], ...(from === undefined ? {} : { from }) };
        if (to !== undefined)
            update.to = to;
        if (pull !== undefined)
            update.pulls.push(pull);
        byName.set(name, update);
    }
    return [...byName.values()];
}
function readUpdate(description) {
    const text = description.replace(/ \(#\d+\)$/, '');
    const name = /^bump the (\S.*? group)(?: across .+)? with \d+ updates?$/i.exec(text)?.[1];
    if (name !== undefined)
        return { name };
    const bump = /\b(?:bumps?|upgrade|update) (.+?) from (\S+) to (\S+)/i.exec(text);
    if (bump)
        return { name: bump[1] ?? '', from: bump[2] ?? '', to: bump[3] ?? '' };
    const update = /\b(?:bumps?|update|upgrade|pin) (?:dependency |module |action |docker tag )?(.+?)(?: (?:docker tag|digest|action))? to (\S+)/i.exec(text);
    if (update)
        return { name: update[1] ?? '', to: update[2] ?? '' };
    return { name: text };
}

;// CONCATENATED MODULE: ./build/changelog/history.js
function changesToShow(commits) {
    const sides = sidesOfMerges(commits);
    const gone = undone(commits, sides);
    for (const copy of copies(commits, gone))
        gone.add(copy);
    const shown = new Set(commits.filter((c) => c.kind === 'change' && !gone.has(c.hash)).map((c) => c.hash));
    const result = [];
    for (const change of commits.toReversed()) {
        if (shown.has(change.hash))
            result.push(change);
        else if (change.kind === 'merge' && change.pull && !gone.has(change.hash)) {
            const side = sides.get(change.hash) ?? [];
            const saidElsewhere = side.some((hash) => shown.has(hash) || gone.has(hash));
            if (!saidElsewhere)
                result.push(asChange(change, change.pull));
        }
    }
    return result;
}
function asChange(merge, pull) {
    const header = /^(\w+)(?:\((.*?)\))?(!)?: (.*)$/.exec(pull.title);
    const [, type, scope, bang, description] = header ?? [];
    return {
        ...merge,
        kind: 'change',
        subject: `${pull.title} (#${pull.number})`,
        description: `${description ?? pull.title} (#${pull.number})`,
        ...(type === undefined ? {} : { type: type.toLowerCase() }),
        ...(scope === undefined ? {} : { scope }),
        breaking: merge.breaking || bang !== undefined,
    };
}
function sidesOfMerges(commits) {
    const sides = new Map();
    if (!commits.some((c) => c.kind === 'merge'))
        return sides;
    const byHash = new Map(commits.map((c) => [c.hash, c]));
    const seen = new Set();
    const walk = (from) => {
        const found = [];
        const stack = [...from];
        for (let hash = stack.pop(); hash !== undefined; hash = stack.pop()) {
            const commit = byHash.get(hash);
            if (!commit || seen.has(hash))
                continue;
            seen.add(hash);
            found.push(hash);
            stack.push(...commit.parents);
        }
        return found;
    };
    for (const commit of commits.toReversed()) {
        if (commit.parents.length < 2)
            continue;
        walk(commit.parents.slice(0, 1));
        sides.set(commit.hash, walk(commit.parents.slice(1)));
        seen.add(commit.hash);
    }
    return sides;
}
function undone(commits, sides) {
    const gone = new Set();
    const reverts = commits.filter((c) => c.undoes);
    if (reverts.length === 0)
        return gone;
    const find = finder(commits);
    for (const revert of reverts) {
        if (gone.has(revert.hash) || !revert.undoes)
            continue;
        const { hashes, pull, quoted } = revert.undoes;
        const named = hashes.map((hash) => find.byHash(hash));
        if (hashes.length === 0) {
            named.push((pull ? find.byPull(pull) : undefined) ?? (quoted ? find.byTitle(quoted) : undefined));
        }
        const targets = named
            .filter((target) => target !== undefined)
            .filter(({ hash }) => hash !== revert.hash && !gone.has(hash));
        for (const target of targets) {
            gone.add(target.hash);
            for (const hash of target.kind === 'merge' ? (sides.get(target.hash) ?? []) : [])
                gone.add(hash);
        }
        if (targets.length > 0 && targets.length === named.length)
            gone.add(revert.hash);
    }
    return gone;
}
function finder(commits) {
    const byPrefix = new Map();
    const byPull = new Map();
    const add = (hash, change) => {
        const key = hash.slice(0, 7);
        const list = byPrefix.get(key);
        if (list)
            list.push(change);
        else
            byPrefix.set(key, [change]);
    };
    for (const change of commits) {
        add(change.hash, change);
        const pull = change.pull?.number ?? /\(#(\d+)\)$/.exec(change.subject)?.[1];
        if (pull !== undefined && !byPull.has(pull))
            byPull.set(pull, change);
    }
    for (const change of commits)
        for (const hash of change.pickedFrom)
            add(hash, change);
    return {
        byHash: (hash) => byPrefix
            .get(hash.slice(0, 7))
            ?.find((c) => c.hash.startsWith(hash) || c.pickedFrom.some((from) => from.startsWith(hash))),
        byPull: (number) => byPull.get(number),
        byTitle: (title) => {
            const number = /\(#(\d+)\)$/.exec(title)?.[1];
            const change = number === undefined ? undefined : byPull.get(number);
            return change?.subject === title ? change : undefined;
        },
    };
}
function copies(commits, gone) {
    const present = new Set();
    const byDate = new Map();
    const found = [];
    for (const change of commits)
        present.add(change.hash);
    for (const change of commits.toReversed()) {
        if (change.kind !== 'change' || gone.has(change.hash))
            continue;
        const sameDate = byDate.get(change.authored);
        const twin = sameDate?.some(({ author, subject }) => author.email === change.author.email && subject === change.subject);
        const original = change.pickedFrom.some((hash) => present.has(hash) && !gone.has(hash));
        if (original || twin)
            found.push(change.hash);
        if (sameDate)
            sameDate.push(change);
        else
            byDate.set(change.authored, [change]);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/changelog/lines.js


const mostNamed = 20;
function entryLine(entry, kind, style) {
    if (entry.kind === 'updates')
        return updatesLine(entry.updates, entry.count);
    const { change } = entry;
    const subject = style === 'short' ? shortSubject(change, kind === 'typed') : (0,markdown/* inline */.mG)(change.subject);
    const texts = change.notes.filter((text) => text !== change.description);
    return [`- ${subject}`, ...texts.map((text) => block(text, '  '))].join('\n\n');
}
function shortSubject(change, headingSaysType) {
    const { type, scope, description, subject } = change;
    if (type === undefined || description === subject || description === '')
        return (0,markdown/* inline */.mG)(subject);
    if (headingSaysType) {
        return scope === undefined ? (0,markdown/* inline */.mG)(description) : `**${(0,markdown/* inline */.mG)(scope)}:** ${(0,markdown/* inline */.mG)(description)}`;
    }
    const bold = scope === undefined ? '' : `(**${(0,markdown/* inline */.mG)(scope)}**)`;
    const bang = change.breaking && /^\S*!: |\)!: /.test(subject) ? '!' : '';
    return `${type}${bold}${bang}: ${(0,markdown/* inline */.mG)(description)}`;
}
function updatesLine(updates, count) {
    const named = updates.slice(0, mostNamed).map(({ name, from, to, pulls }) => {
        const versions = [from, to].filter((v) => v !== undefined).map((v) => (0,markdown/* inline */.mG)(v));
        const references = pulls.length === 0 ? '' : ` (${pulls.map((pull) => `#${pull}`).join(', ')})`;
        return `${(0,markdown/* inline */.mG)(name)}${versions.length === 0 ? '' : ` ${versions.join(' \u2192 ')}`}${references}`;
    });
    const rest = updates.length - named.length;
    return `- ${count} dependency updates: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/changelog/people.js
function peopleOf(commits, compared, newLogins) {
    const bySha = new Map(compared.map(({ sha, author }) => [sha, author]));
    const firstPull = new Map();
    const emails = new Set();
    const others = new Set();
    for (const change of [...commits].reverse()) {
        const author = bySha.get(change.hash);
        if (author && !isBot(author)) {
            emails.add(change.author.email.toLowerCase());
            const pull = change.pull?.number ?? /\(#(\d+)\)$/.exec(change.subject)?.[1];
            if (!firstPull.has(author.login) || (firstPull.get(author.login) === undefined && pull !== undefined)) {
                firstPull.set(author.login, pull);
            }
        }
        for (const { email } of change.coAuthors)
            if (!email.includes('[bot]@'))
                others.add(email.toLowerCase());
    }
    const logins = [...firstPull.keys()];
    const newcomers = logins
        .filter((login) => newLogins.has(login))
        .map((login) => {
        const pull = firstPull.get(login);
        return pull === undefined ? { login } : { login, pull };
    });
    const known = new Set(logins.map((login) => login.toLowerCase()));
    const coAuthors = [...others].filter((email) => !emails.has(email) && !known.has(loginOf(email))).length;
    return { logins, newcomers, coAuthors };
}
function authorsIn(compared) {
    return [...new Set(compared.flatMap(({ author }) => (author && !isBot(author) ? [author.login] : [])))];
}
function peopleLines({ logins, newcomers, coAuthors }) {
    const lines = [];
    const named = logins.filter(isLogin).map((login) => `@${login}`);
    if (named.length > 0) {
        const others = coAuthors === 0 ? '' : ` and ${coAuthors} ${coAuthors === 1 ? 'co-author' : 'co-authors'}`;
        lines.push(`**Contributors**: ${named.join(', ')}${others}`);
    }
    const fresh = newcomers.filter(({ login }) => isLogin(login));
    if (fresh.length > 0) {
        const list = fresh.map(({ login, pull }) => `@${login}${pull === undefined ? '' : ` in #${pull}`}`);
        lines.push(`**New contributors**: ${list.join(', ')}`);
    }
    return lines;
}
function isBot(author) {
    return author.type === 'Bot' || author.login.endsWith('[bot]');
}
function loginOf(email) {
    return /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? '';
}
function isLogin(login) {
    return /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/.test(login);
}

;// CONCATENATED MODULE: ./build/changelog/notes.js









const githubLimit = 125_000;
function renderNotes(input) {
    const style = input.style ?? 'full';
    const groups = group(changesToShow(input.commits), input.types ?? defaultTypes);
    const migration = [input.changelog?.migration, input.migration].filter(isText);
    const sections = [];
    const push = (section) => {
        if (section.items.length > 0 || section.heading !== undefined)
            sections.push(section);
    };
    const own = (text, rank) => {
        if (isText(text))
            push({ rank, items: [closeMarkdown(text)], whole: true });
    };
    own(input.header, 9);
    own(input.changelog?.text, 6);
    push({ rank: 10, heading: "## What's Changed", items: intro(input, groups) });
    for (const kind of ['breaking', 'typed', 'other']) {
        groups
            .filter((g) => g.kind === kind)
            .forEach(({ title, entries }, i, { length }) => {
            const rank = kind === 'breaking' ? 8 : kind === 'other' ? 0 : 1 + (length - i) / (length + 1);
            const items = itemsOf(entries, (entry) => entryLine(entry, kind, style));
            push({ rank, heading: `### ${title}`, items, counted: true });
        });
        if (kind !== 'breaking')
            continue;
        if (migration.length > 0)
            push({ rank: 7, heading: '### Migration Notes', items: migration.map(closeMarkdown), whole: true });
        if (input.upgrading && input.upgrading.length > 0)
            push({ rank: 5, heading: '### Upgrading', items: input.upgrading });
    }
    push({ rank: 4, items: input.people ? peopleLines(input.people) : [] });
    push({ rank: 10, items: changelogLink(input) });
    if (input.verify && input.verify.length > 0) {
        push({
            rank: 10,
            items: ['**Verify this release**:', block(['```sh', ...input.verify, '```'].join('\n'), '')],
        });
    }
    own(input.footer, 9);
    const limit = input.limit ?? githubLimit;
    const { body, full } = fit(sections, limit, fullNotesLink(input));
    return {
        body,
        ...(full === undefined ? {} : { full }),
        groups,
        warnings: warnings(input, groups, migration),
    };
}
function itemsOf(entries, make) {
    const made = [];
    const item = (index) => {
        const entry = entries[index];
        return entry === undefined ? undefined : (made[index] ??= make(entry));
    };
    return { length: entries.length, at: item };
}
function intro(input, groups) {
    const since = input.previousTag === undefined ? '' : ` since ${(0,markdown/* inline */.mG)((0,changelog_text/* cleanLine */.Ow)(input.previousTag))}`;
    if (groups.length > 0)
        return since === '' ? ['This is the first release.'] : [];
    if (input.commits.length > 0 && since !== '')
        return [`Only internal changes${since}.`];
    return since === '' ? ['This is the first release.'] : [`No changes${since}.`];
}
function changelogLink({ repository, previousTag, version }) {
    if (!repository)
        return [];
    const path = previousTag === undefined ? `commits/${version.tag}` : `compare/${previousTag}...${version.tag}`;
    return [`**Full changelog**: ${(0,markdown/* address */.hl)(encodeURI(`${base(repository)}/${path}`))}`];
}
function fullNotesLink({ repository, version }) {
    const file = `\`${notesName}\``;
    if (!repository)
        return file;
    const url = `${base(repository)}/releases/download/${version.tag}/${notesName}`;
    return `[${file}](${(0,markdown/* address */.hl)(encodeURI(url))})`;
}
function base({ serverUrl, owner, name }) {
    return `${serverUrl}/${owner}/${name}`;
}
function warnings(input, groups, migration) {
    const found = [];
    if (input.changelog === null)
        found.push(`changelog-file has no section for ${input.version.text}: add a heading "## ${input.version.text}".`);
    const breaking = groups.find(({ kind }) => kind === 'breaking');
    if (breaking && migration.length === 0 && input.version.patch === 0) {
        const count = breaking.entries.length;
        found.push(`${input.version.tag} has ${count} breaking ${count === 1 ? 'change' : 'changes'} and no migration notes: write them in notes-file, or under "### Migration" in changelog-file.`);
    }
    return found;
}
function isText(text) {
    return text !== undefined && text.trim() !== '';
}

// EXTERNAL MODULE: ./node_modules/semver/functions/compare.js
var compare = __nccwpck_require__(8469);
// EXTERNAL MODULE: ./node_modules/semver/functions/inc.js
var functions_inc = __nccwpck_require__(2338);
// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var functions_parse = __nccwpck_require__(6353);
;// CONCATENATED MODULE: ./build/plan/brands.js
function isDigest(text) {
    return /^sha256:[0-9a-f]{64}$/.test(text);
}
function isCommitSha(text) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function digest(text) {
    if (!isDigest(text))
        throw new TypeError(`not a sha256 digest: ${text.slice(0, 100)}`);
    return text;
}
function commitSha(text) {
    if (!isCommitSha(text))
        throw new TypeError(`not a full commit name: ${text.slice(0, 100)}`);
    return text;
}
function tagName(text) {
    return text;
}

;// CONCATENATED MODULE: ./build/plan/version.js




function parseTag(tag, tagPrefix) {
    const lead = `${tagPrefix}v`;
    if (!tag.startsWith(lead))
        return undefined;
    const text = tag.slice(lead.length);
    const parsed = functions_parse(text);
    if (!parsed || canonical(parsed) !== text)
        return undefined;
    return {
        tag: tagName(tag),
        text,
        major: parsed.major,
        minor: parsed.minor,
        patch: parsed.patch,
        prerelease: [...parsed.prerelease],
        build: [...parsed.build],
    };
}
function isStable(version) {
    return version.prerelease.length === 0;
}
function comparePrecedence(a, b) {
    return compare(a.text, b.text);
}
function tagAfter(tag) {
    const [, lead = '', text = ''] = /^(.*v)(\d+\.\d+\.\d+.*)$/.exec(tag) ?? [];
    const next = inc(text, parse(text)?.prerelease.length ? 'prerelease' : 'patch');
    return next === null ? tag : `${lead}${next}`;
}
function releaseAfter(tag) {
    const next = tagAfter(tag);
    return `git tag -a ${next} -m ${next} && git push origin ${next}`;
}
function canonical(parsed) {
    return parsed.build.length > 0 ? `${parsed.version}+${parsed.build.join('.')}` : parsed.version;
}

;// CONCATENATED MODULE: ./build/changelog/changelog-file.js
const versionTitle = /^(?:version\s+|release\s+)?\[?(?:[\w@/.-]{0,100}[@/])?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\]?(?=$|[\s(:,[/\u2013\u2014])/i;
const migrationTitle = /\b(?:migrat(?:ion|ing|e)|upgrad(?:e|ing))\b/i;
function sectionOf(file, version) {
    const lines = file
        .replace(/\r\n?/g, '\n')
        .replace(/^\ufeff/, '')
        .split('\n');
    const all = headings(lines);
    const isVersion = (heading) => versionTitle.exec(heading.title)?.[1];
    const start = all.find((heading) => isVersion(heading) === version);
    if (!start)
        return undefined;
    const end = all.find((heading) => heading.line > start.line &&
        (heading.level < start.level ||
            isVersion(heading) !== undefined ||
            /^\[?unreleased\]?/i.test(heading.title)));
    const inside = all.filter(({ line }) => line > start.line && line < (end?.line ?? lines.length));
    const skip = new Set();
    const moved = [];
    for (const heading of inside) {
        if (skip.has(heading.line) || !migrationTitle.test(heading.title))
            continue;
        const next = inside.find(({ line, level }) => line > heading.line && level <= heading.level);
        const until = next?.line ?? end?.line ?? lines.length;
        moved.push(lines.slice(heading.after, until).join('\n'));
        for (let i = heading.line; i < until; i += 1)
            skip.add(i);
    }
    const definitions = linkDefinitions(lines);
    const finish = (text) => withDefinitions(text, definitions);
    const rest = lines
        .slice(start.after, end?.line ?? lines.length)
        .filter((line, i) => !skip.has(start.after + i) && !/^<a (?:name|id)="[^"]*"><\/a>\s*$/.test(line));
    return { text: finish(rest.join('\n')), migration: finish(moved.join('\n\n')) };
}
function migrationFor(file, version) {
    const section = sectionOf(file, version);
    if (section)
        return [section.text, section.migration].filter((text) => text !== '').join('\n\n');
    const perVersion = headings(file.split(/\r\n?|\n/)).some(({ title }) => versionTitle.test(title));
    return perVersion ? '' : file;
}
function headings(lines) {
    const found = [];
    let fence;
    let comment = false;
    for (const [i, line] of lines.entries()) {
        const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
        if (fence !== undefined) {
            if (mark?.startsWith(fence))
                fence = undefined;
            continue;
        }
        if (comment || line.includes('<!--')) {
            comment = line.lastIndexOf('-->') < line.lastIndexOf('<!--') || (comment && !line.includes('-->'));
            continue;
        }
        if (mark !== undefined) {
            fence = mark;
            continue;
        }
        const atx = /^ {0,3}(#{1,6})[ \t]+(.*)$/.exec(line);
        if (atx) {
            found.push({ line: i, after: i + 1, level: atx[1]?.length ?? 1, title: titleOf(atx[2] ?? '') });
        }
        else if (/^ {0,3}(?:=+|-{2,})\s*$/.test(line) &&
            /^\S/.test(lines[i - 1] ?? '') &&
            !lines[i - 1]?.startsWith('#')) {
            found.push({
                line: i - 1,
                after: i + 1,
                level: line.trim().startsWith('=') ? 1 : 2,
                title: (lines[i - 1] ?? '').trim(),
            });
        }
    }
    return found;
}
function titleOf(raw) {
    const title = raw.trim();
    let end = title.length;
    while (title[end - 1] === '#')
        end -= 1;
    const closed = end === 0 || (end < title.length && /[ \t]/.test(title[end - 1] ?? ''));
    return closed ? title.slice(0, end).trim() : title;
}
function linkDefinitions(lines) {
    const found = new Map();
    for (const line of lines) {
        const label = /^ {0,3}\[([^\]^][^\]]{0,200})\]:\s*\S/.exec(line)?.[1];
        if (label !== undefined)
            found.set(label.toLowerCase(), line.trim());
    }
    return found;
}
function withDefinitions(text, definitions) {
    const prose = text
        .split('\n')
        .filter((line) => !/^ {0,3}\[[^\]^][^\]]{0,200}\]:\s*\S/.test(line))
        .join('\n')
        .trim();
    if (definitions.size === 0 || prose === '')
        return prose;
    const used = new Set();
    for (const [, label = ''] of prose.matchAll(/\[([^[\]]{1,200})\]/g)) {
        const definition = definitions.get(label.toLowerCase());
        if (definition !== undefined)
            used.add(definition);
    }
    return used.size === 0 ? prose : `${prose}\n\n${[...used].join('\n')}`;
}

;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/regex.js
const nomatchRegex = /(?!.*)/;
function regex_escape(string) {
    return string.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
function joinOr(parts) {
    return parts
        .map(val => (typeof val === 'string' ? regex_escape(val.trim()) : val.source))
        .filter(Boolean)
        .join('|');
}
function getNotesRegex(noteKeywords, notesPattern) {
    if (!noteKeywords) {
        return nomatchRegex;
    }
    const noteKeywordsSelection = joinOr(noteKeywords);
    if (!notesPattern) {
        return new RegExp(`^(?:\\*\\s+)?(${noteKeywordsSelection}):\\s*(.*)`, 'i');
    }
    return notesPattern(noteKeywordsSelection);
}
function getReferencePartsRegex(issuePrefixes, issuePrefixesCaseSensitive) {
    if (!issuePrefixes) {
        return nomatchRegex;
    }
    // Sticky, so a search starts where the last reference ended and `.*?` takes the text
    // up to the next one: a line is scanned once, not again from every position.
    const flags = issuePrefixesCaseSensitive ? 'gy' : 'giy';
    const repositoryChar = '[\\w-\\.\\/]';
    // A reference starts a word, and its repository is the whole word before the prefix,
    // so `gh-` is not a prefix inside of `tough-cookie` or `high-5`.
    // An issue has a digit, so `#general` is not a reference.
    return new RegExp(`.*?(?<!${repositoryChar})(?:(${repositoryChar}+)(?!${repositoryChar}))?(${joinOr(issuePrefixes)})((?=[\\w-]*\\d)[\\w-]+)(?=\\s|$|[,;.)\\]])`, flags);
}
function getReferencesRegex(referenceActions, separator = '') {
    if (!referenceActions) {
        // matches everything
        return /()(.+)/gi;
    }
    const joinedKeywords = joinOr(referenceActions);
    // Keywords are whole words: `prefix #1` has no `fix` action,
    // and `fixups` does not end the references of the previous keyword.
    const nextKeyword = `(?<!\\w)(?:${joinedKeywords})(?!\\w)`;
    return new RegExp(`(?<!\\w)(${joinedKeywords})${separator}(?:\\s+(.*?))(?=${nextKeyword}|$)`, 'gi');
}
function getFooterTokenRegex(issuePrefixes) {
    const issuePrefixSeparator = issuePrefixes
        ? `|\\s+(?:${joinOr(issuePrefixes)})`
        : '';
    // Footers follow the git trailer convention: the token starts at the
    // beginning of the line, indented `key: value` lines are not footers.
    return new RegExp(`^(?:BREAKING CHANGE|[\\w-]+)(?::\\s+${issuePrefixSeparator}).+`, 'i');
}
/**
 * Make the regexes used to parse a commit.
 * @param options
 * @returns Regexes.
 */
function getParserRegexes(options = {}) {
    const notes = getNotesRegex(options.noteKeywords, options.notesPattern);
    const referenceParts = getReferencePartsRegex(options.issuePrefixes, options.issuePrefixesCaseSensitive);
    const references = getReferencesRegex(options.referenceActions);
    // In a footer the keyword is a token, which may be followed by a colon: `Closes: #1`
    const footerReferences = getReferencesRegex(options.referenceActions, ':?');
    const footerToken = getFooterTokenRegex(options.issuePrefixes);
    return {
        notes,
        referenceParts,
        references,
        footerReferences,
        footerToken,
        mentions: /@([\w-]+)/g,
        url: /\b(?:https?):\/\/(?:www\.)?([-a-zA-Z0-9@:%_+.~#?&//=])+\b/
    };
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoicmVnZXguanMiLCJzb3VyY2VSb290IjoiIiwic291cmNlcyI6WyIuLi9zcmMvcmVnZXgudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBS0EsTUFBTSxZQUFZLEdBQUcsUUFBUSxDQUFBO0FBRTdCLFNBQVMsTUFBTSxDQUFDLE1BQWM7SUFDNUIsT0FBTyxNQUFNLENBQUMsT0FBTyxDQUFDLHFCQUFxQixFQUFFLE1BQU0sQ0FBQyxDQUFBO0FBQ3RELENBQUM7QUFFRCxTQUFTLE1BQU0sQ0FBQyxLQUEwQjtJQUN4QyxPQUFPLEtBQUs7U0FDVCxHQUFHLENBQUMsR0FBRyxDQUFDLEVBQUUsQ0FBQyxDQUFDLE9BQU8sR0FBRyxLQUFLLFFBQVEsQ0FBQyxDQUFDLENBQUMsTUFBTSxDQUFDLEdBQUcsQ0FBQyxJQUFJLEVBQUUsQ0FBQyxDQUFDLENBQUMsQ0FBQyxHQUFHLENBQUMsTUFBTSxDQUFDLENBQUM7U0FDdkUsTUFBTSxDQUFDLE9BQU8sQ0FBQztTQUNmLElBQUksQ0FBQyxHQUFHLENBQUMsQ0FBQTtBQUNkLENBQUM7QUFFRCxTQUFTLGFBQWEsQ0FDcEIsWUFBNkMsRUFDN0MsWUFBb0Q7SUFFcEQsSUFBSSxDQUFDLFlBQVksRUFBRSxDQUFDO1FBQ2xCLE9BQU8sWUFBWSxDQUFBO0lBQ3JCLENBQUM7SUFFRCxNQUFNLHFCQUFxQixHQUFHLE1BQU0sQ0FBQyxZQUFZLENBQUMsQ0FBQTtJQUVsRCxJQUFJLENBQUMsWUFBWSxFQUFFLENBQUM7UUFDbEIsT0FBTyxJQUFJLE1BQU0sQ0FBQyxpQkFBaUIscUJBQXFCLFlBQVksRUFBRSxHQUFHLENBQUMsQ0FBQTtJQUM1RSxDQUFDO0lBRUQsT0FBTyxZQUFZLENBQUMscUJBQXFCLENBQUMsQ0FBQTtBQUM1QyxDQUFDO0FBRUQsU0FBUyxzQkFBc0IsQ0FDN0IsYUFBOEMsRUFDOUMsMEJBQStDO0lBRS9DLElBQUksQ0FBQyxhQUFhLEVBQUUsQ0FBQztRQUNuQixPQUFPLFlBQVksQ0FBQTtJQUNyQixDQUFDO0lBRUQscUZBQXFGO0lBQ3JGLDZFQUE2RTtJQUM3RSxNQUFNLEtBQUssR0FBRywwQkFBMEIsQ0FBQyxDQUFDLENBQUMsSUFBSSxDQUFDLENBQUMsQ0FBQyxLQUFLLENBQUE7SUFDdkQsTUFBTSxjQUFjLEdBQUcsY0FBYyxDQUFBO0lBRXJDLHFGQUFxRjtJQUNyRixpRUFBaUU7SUFDakUsMERBQTBEO0lBQzFELE9BQU8sSUFBSSxNQUFNLENBQUMsVUFBVSxjQUFjLFFBQVEsY0FBYyxRQUFRLGNBQWMsT0FBTyxNQUFNLENBQUMsYUFBYSxDQUFDLDZDQUE2QyxFQUFFLEtBQUssQ0FBQyxDQUFBO0FBQ3pLLENBQUM7QUFFRCxTQUFTLGtCQUFrQixDQUN6QixnQkFBaUQsRUFDakQsU0FBUyxHQUFHLEVBQUU7SUFFZCxJQUFJLENBQUMsZ0JBQWdCLEVBQUUsQ0FBQztRQUN0QixxQkFBcUI7UUFDckIsT0FBTyxVQUFVLENBQUE7SUFDbkIsQ0FBQztJQUVELE1BQU0sY0FBYyxHQUFHLE1BQU0sQ0FBQyxnQkFBZ0IsQ0FBQyxDQUFBO0lBQy9DLDZEQUE2RDtJQUM3RCxvRUFBb0U7SUFDcEUsTUFBTSxXQUFXLEdBQUcsY0FBYyxjQUFjLFVBQVUsQ0FBQTtJQUUxRCxPQUFPLElBQUksTUFBTSxDQUFDLFlBQVksY0FBYyxJQUFJLFNBQVMsbUJBQW1CLFdBQVcsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFBO0FBQ3JHLENBQUM7QUFFRCxTQUFTLG1CQUFtQixDQUMxQixhQUE4QztJQUU5QyxNQUFNLG9CQUFvQixHQUFHLGFBQWE7UUFDeEMsQ0FBQyxDQUFDLFdBQVcsTUFBTSxDQUFDLGFBQWEsQ0FBQyxHQUFHO1FBQ3JDLENBQUMsQ0FBQyxFQUFFLENBQUE7SUFFTixxRUFBcUU7SUFDckUsc0VBQXNFO0lBQ3RFLE9BQU8sSUFBSSxNQUFNLENBQUMsdUNBQXVDLG9CQUFvQixLQUFLLEVBQUUsR0FBRyxDQUFDLENBQUE7QUFDMUYsQ0FBQztBQUVEOzs7O0dBSUc7QUFDSCxNQUFNLFVBQVUsZ0JBQWdCLENBQzlCLE9BQU8sR0FBK0gsRUFBRTtJQUV4SSxNQUFNLEtBQUssR0FBRyxhQUFhLENBQUMsT0FBTyxDQUFDLFlBQVksRUFBRSxPQUFPLENBQUMsWUFBWSxDQUFDLENBQUE7SUFDdkUsTUFBTSxjQUFjLEdBQUcsc0JBQXNCLENBQUMsT0FBTyxDQUFDLGFBQWEsRUFBRSxPQUFPLENBQUMsMEJBQTBCLENBQUMsQ0FBQTtJQUN4RyxNQUFNLFVBQVUsR0FBRyxrQkFBa0IsQ0FBQyxPQUFPLENBQUMsZ0JBQWdCLENBQUMsQ0FBQTtJQUMvRCxxRkFBcUY7SUFDckYsTUFBTSxnQkFBZ0IsR0FBRyxrQkFBa0IsQ0FBQyxPQUFPLENBQUMsZ0JBQWdCLEVBQUUsSUFBSSxDQUFDLENBQUE7SUFDM0UsTUFBTSxXQUFXLEdBQUcsbUJBQW1CLENBQUMsT0FBTyxDQUFDLGFBQWEsQ0FBQyxDQUFBO0lBRTlELE9BQU87UUFDTCxLQUFLO1FBQ0wsY0FBYztRQUNkLFVBQVU7UUFDVixnQkFBZ0I7UUFDaEIsV0FBVztRQUNYLFFBQVEsRUFBRSxZQUFZO1FBQ3RCLEdBQUcsRUFBRSwyREFBMkQ7S0FDakUsQ0FBQTtBQUNILENBQUMifQ==
;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/utils.js
const SCISSOR = '------------------------ >8 ------------------------';
/**
 * Remove leading and trailing newlines.
 * @param input
 * @returns String without leading and trailing newlines.
 */
function trimNewLines(input) {
    // To escape ReDos we should escape String#replace with regex.
    const matches = input.match(/[^\r\n]/);
    if (typeof matches?.index !== 'number') {
        return '';
    }
    const firstIndex = matches.index;
    let lastIndex = input.length - 1;
    while (input[lastIndex] === '\r' || input[lastIndex] === '\n') {
        lastIndex--;
    }
    return input.substring(firstIndex, lastIndex + 1);
}
/**
 * Append a newline to a string.
 * @param src
 * @param line
 * @returns String with appended newline.
 */
function appendLine(src, line) {
    return src ? `${src}\n${line || ''}` : line || '';
}
/**
 * Creates a function that filters out comments lines.
 * @param char
 * @returns Comment filter function.
 */
function getCommentFilter(char) {
    return char
        ? (line) => !line.startsWith(char)
        : () => true;
}
/**
 * Select lines before the scissor.
 * @param lines
 * @param commentChar
 * @returns Lines before the scissor.
 */
function truncateToScissor(lines, commentChar) {
    const scissorIndex = lines.indexOf(`${commentChar} ${SCISSOR}`);
    if (scissorIndex === -1) {
        return lines;
    }
    return lines.slice(0, scissorIndex);
}
/**
 * Filter out GPG sign lines.
 * @param line
 * @returns True if the line is not a GPG sign line.
 */
function gpgFilter(line) {
    return !line.match(/^\s*gpg:/);
}
/**
 * Assign matched correspondence to the target object.
 * @param target - The target object to assign values to.
 * @param matches - The RegExp match array containing the matched groups.
 * @param correspondence - An array of keys that correspond to the matched groups.
 * @returns The target object with assigned values.
 */
function assignMatchedCorrespondence(target, matches, correspondence) {
    const { groups } = matches;
    for (let i = 0, len = correspondence.length, key; i < len; i++) {
        key = correspondence[i];
        target[key] = (groups ? groups[key] : matches[i + 1]) || null;
    }
    return target;
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoidXRpbHMuanMiLCJzb3VyY2VSb290IjoiIiwic291cmNlcyI6WyIuLi9zcmMvdXRpbHMudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQUEsTUFBTSxPQUFPLEdBQUcsc0RBQXNELENBQUE7QUFFdEU7Ozs7R0FJRztBQUNILE1BQU0sVUFBVSxZQUFZLENBQUMsS0FBYTtJQUN4Qyw4REFBOEQ7SUFFOUQsTUFBTSxPQUFPLEdBQUcsS0FBSyxDQUFDLEtBQUssQ0FBQyxTQUFTLENBQUMsQ0FBQTtJQUV0QyxJQUFJLE9BQU8sT0FBTyxFQUFFLEtBQUssS0FBSyxRQUFRLEVBQUUsQ0FBQztRQUN2QyxPQUFPLEVBQUUsQ0FBQTtJQUNYLENBQUM7SUFFRCxNQUFNLFVBQVUsR0FBRyxPQUFPLENBQUMsS0FBSyxDQUFBO0lBQ2hDLElBQUksU0FBUyxHQUFHLEtBQUssQ0FBQyxNQUFNLEdBQUcsQ0FBQyxDQUFBO0lBRWhDLE9BQU8sS0FBSyxDQUFDLFNBQVMsQ0FBQyxLQUFLLElBQUksSUFBSSxLQUFLLENBQUMsU0FBUyxDQUFDLEtBQUssSUFBSSxFQUFFLENBQUM7UUFDOUQsU0FBUyxFQUFFLENBQUE7SUFDYixDQUFDO0lBRUQsT0FBTyxLQUFLLENBQUMsU0FBUyxDQUFDLFVBQVUsRUFBRSxTQUFTLEdBQUcsQ0FBQyxDQUFDLENBQUE7QUFDbkQsQ0FBQztBQUVEOzs7OztHQUtHO0FBQ0gsTUFBTSxVQUFVLFVBQVUsQ0FBQyxHQUFrQixFQUFFLElBQXdCO0lBQ3JFLE9BQU8sR0FBRyxDQUFDLENBQUMsQ0FBQyxHQUFHLEdBQUcsS0FBSyxJQUFJLElBQUksRUFBRSxFQUFFLENBQUMsQ0FBQyxDQUFDLElBQUksSUFBSSxFQUFFLENBQUE7QUFDbkQsQ0FBQztBQUVEOzs7O0dBSUc7QUFDSCxNQUFNLFVBQVUsZ0JBQWdCLENBQUMsSUFBd0I7SUFDdkQsT0FBTyxJQUFJO1FBQ1QsQ0FBQyxDQUFDLENBQUMsSUFBWSxFQUFFLEVBQUUsQ0FBQyxDQUFDLElBQUksQ0FBQyxVQUFVLENBQUMsSUFBSSxDQUFDO1FBQzFDLENBQUMsQ0FBQyxHQUFHLEVBQUUsQ0FBQyxJQUFJLENBQUE7QUFDaEIsQ0FBQztBQUVEOzs7OztHQUtHO0FBQ0gsTUFBTSxVQUFVLGlCQUFpQixDQUMvQixLQUFlLEVBQ2YsV0FBbUI7SUFFbkIsTUFBTSxZQUFZLEdBQUcsS0FBSyxDQUFDLE9BQU8sQ0FBQyxHQUFHLFdBQVcsSUFBSSxPQUFPLEVBQUUsQ0FBQyxDQUFBO0lBRS9ELElBQUksWUFBWSxLQUFLLENBQUMsQ0FBQyxFQUFFLENBQUM7UUFDeEIsT0FBTyxLQUFLLENBQUE7SUFDZCxDQUFDO0lBRUQsT0FBTyxLQUFLLENBQUMsS0FBSyxDQUFDLENBQUMsRUFBRSxZQUFZLENBQUMsQ0FBQTtBQUNyQyxDQUFDO0FBRUQ7Ozs7R0FJRztBQUNILE1BQU0sVUFBVSxTQUFTLENBQUMsSUFBWTtJQUNwQyxPQUFPLENBQUMsSUFBSSxDQUFDLEtBQUssQ0FBQyxVQUFVLENBQUMsQ0FBQTtBQUNoQyxDQUFDO0FBRUQ7Ozs7OztHQU1HO0FBQ0gsTUFBTSxVQUFVLDJCQUEyQixDQUN6QyxNQUFxQyxFQUNyQyxPQUF5QixFQUN6QixjQUF3QjtJQUV4QixNQUFNLEVBQUUsTUFBTSxFQUFFLEdBQUcsT0FBTyxDQUFBO0lBRTFCLEtBQUssSUFBSSxDQUFDLEdBQUcsQ0FBQyxFQUFFLEdBQUcsR0FBRyxjQUFjLENBQUMsTUFBTSxFQUFFLEdBQUcsRUFBRSxDQUFDLEdBQUcsR0FBRyxFQUFFLENBQUMsRUFBRSxFQUFFLENBQUM7UUFDL0QsR0FBRyxHQUFHLGNBQWMsQ0FBQyxDQUFDLENBQUMsQ0FBQTtRQUN2QixNQUFNLENBQUMsR0FBRyxDQUFDLEdBQUcsQ0FBQyxNQUFNLENBQUMsQ0FBQyxDQUFDLE1BQU0sQ0FBQyxHQUFHLENBQUMsQ0FBQyxDQUFDLENBQUMsT0FBTyxDQUFDLENBQUMsR0FBRyxDQUFDLENBQUMsQ0FBQyxJQUFJLElBQUksQ0FBQTtJQUMvRCxDQUFDO0lBRUQsT0FBTyxNQUFNLENBQUE7QUFDZixDQUFDIn0=
;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/options.js
const defaultOptions = {
    noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
    issuePrefixes: ['#'],
    referenceActions: [
        'close',
        'closes',
        'closed',
        'fix',
        'fixes',
        'fixed',
        'resolve',
        'resolves',
        'resolved'
    ],
    headerPattern: /^(\w*)(?:\(([\w$@.\-*/ ]*)\))?: (.*)$/,
    headerCorrespondence: [
        'type',
        'scope',
        'subject'
    ],
    revertPattern: /^Revert\s"([\s\S]*)"\s*This reverts commit (\w*)\.?/,
    revertCorrespondence: ['header', 'hash'],
    // The field name must contain at least one word character so that
    // YAML document markers like `---` are not treated as field markers.
    fieldPattern: /^-(?=.*\w)(.*?)-$/
};
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoib3B0aW9ucy5qcyIsInNvdXJjZVJvb3QiOiIiLCJzb3VyY2VzIjpbIi4uL3NyYy9vcHRpb25zLnRzIl0sIm5hbWVzIjpbXSwibWFwcGluZ3MiOiJBQUVBLE1BQU0sQ0FBQyxNQUFNLGNBQWMsR0FBa0I7SUFDM0MsWUFBWSxFQUFFLENBQUMsaUJBQWlCLEVBQUUsaUJBQWlCLENBQUM7SUFDcEQsYUFBYSxFQUFFLENBQUMsR0FBRyxDQUFDO0lBQ3BCLGdCQUFnQixFQUFFO1FBQ2hCLE9BQU87UUFDUCxRQUFRO1FBQ1IsUUFBUTtRQUNSLEtBQUs7UUFDTCxPQUFPO1FBQ1AsT0FBTztRQUNQLFNBQVM7UUFDVCxVQUFVO1FBQ1YsVUFBVTtLQUNYO0lBQ0QsYUFBYSxFQUFFLHVDQUF1QztJQUN0RCxvQkFBb0IsRUFBRTtRQUNwQixNQUFNO1FBQ04sT0FBTztRQUNQLFNBQVM7S0FDVjtJQUNELGFBQWEsRUFBRSxxREFBcUQ7SUFDcEUsb0JBQW9CLEVBQUUsQ0FBQyxRQUFRLEVBQUUsTUFBTSxDQUFDO0lBQ3hDLGtFQUFrRTtJQUNsRSxxRUFBcUU7SUFDckUsWUFBWSxFQUFFLG1CQUFtQjtDQUNsQyxDQUFBIn0=
;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/CommitParser.js



/**
 * Helper to create commit object.
 * @param initialData - Initial commit data.
 * @returns Commit object with empty data.
 */
function createCommitObject(initialData = {}) {
    // @ts-expect-error: You can read properties from `Commit` without problems, but you can't assign object to this type. So here is helper for that.
    return {
        merge: null,
        revert: null,
        header: null,
        body: null,
        footer: null,
        notes: [],
        mentions: [],
        references: [],
        ...initialData
    };
}
/**
 * Commit message parser.
 */
class CommitParser_CommitParser {
    options;
    regexes;
    lines = [];
    lineIndex = 0;
    commit = createCommitObject();
    constructor(options = {}) {
        this.options = {
            ...defaultOptions,
            ...options
        };
        this.regexes = getParserRegexes(this.options);
    }
    currentLine() {
        return this.lines[this.lineIndex];
    }
    nextLine() {
        return this.lines[this.lineIndex++];
    }
    isLineAvailable() {
        return this.lineIndex < this.lines.length;
    }
    parseReference(input, action) {
        const { regexes } = this;
        if (regexes.url.test(input)) {
            return null;
        }
        const matches = regexes.referenceParts.exec(input);
        if (!matches) {
            return null;
        }
        let [raw, repository = null, prefix, issue] = matches;
        let owner = null;
        if (repository) {
            const slashIndex = repository.indexOf('/');
            if (slashIndex !== -1) {
                owner = repository.slice(0, slashIndex);
                repository = repository.slice(slashIndex + 1);
            }
        }
        return {
            raw,
            action,
            owner,
            repository,
            prefix,
            issue
        };
    }
    parseReferences(input, isFooterToken = false) {
        const { regexes } = this;
        const regex = isFooterToken
            ? regexes.footerReferences
            : regexes.references;
        // Text outside of action sentences, like `#1` in `#1 Fixes #2`,
        // may also have references, but without an action
        const sentences = [];
        let lastIndex = 0;
        let matches;
        while (true) {
            matches = regex.exec(input);
            if (!matches) {
                break;
            }
            sentences.push([null, input.slice(lastIndex, matches.index)], [matches[1] || null, matches[2] || '']);
            lastIndex = regex.lastIndex;
        }
        sentences.push([null, input.slice(lastIndex)]);
        const references = [];
        let reference;
        for (const [action, sentence] of sentences) {
            while (true) {
                reference = this.parseReference(sentence, action);
                if (!reference) {
                    break;
                }
                references.push(reference);
            }
        }
        return references;
    }
    skipEmptyLines() {
        let line = this.currentLine();
        while (line !== undefined && !line.trim()) {
            this.nextLine();
            line = this.currentLine();
        }
    }
    parseMerge() {
        const { commit, options } = this;
        const correspondence = options.mergeCorrespondence || [];
        const merge = this.currentLine();
        const matches = merge && options.mergePattern
            ? merge.match(options.mergePattern)
            : null;
        if (matches) {
            this.nextLine();
            commit.merge = matches[0] || null;
            assignMatchedCorrespondence(commit, matches, correspondence);
            return true;
        }
        return false;
    }
    parseHeader(isMergeCommit) {
        if (isMergeCommit) {
            this.skipEmptyLines();
        }
        const { commit, options } = this;
        const correspondence = options.headerCorrespondence || [];
        const header = commit.header ?? this.nextLine();
        let matches = null;
        if (header) {
            if (options.breakingHeaderPattern) {
                matches = header.match(options.breakingHeaderPattern);
            }
            if (!matches && options.headerPattern) {
                matches = header.match(options.headerPattern);
            }
        }
        if (header) {
            commit.header = header;
        }
        if (matches) {
            assignMatchedCorrespondence(commit, matches, correspondence);
        }
    }
    parseMeta() {
        const { options, commit } = this;
        if (!options.fieldPattern || !this.isLineAvailable()) {
            return false;
        }
        let matches;
        let field = null;
        let parsed = false;
        while (this.isLineAvailable()) {
            matches = this.currentLine().match(options.fieldPattern);
            if (matches) {
                field = matches[1] || null;
                this.nextLine();
                continue;
            }
            if (field) {
                parsed = true;
                commit[field] = appendLine(commit[field], this.currentLine());
                this.nextLine();
            }
            else {
                break;
            }
        }
        return parsed;
    }
    parseNotes() {
        const { regexes, commit } = this;
        if (!this.isLineAvailable()) {
            return false;
        }
        const matches = this.currentLine().match(regexes.notes);
        let isFooterToken;
        if (matches) {
            const note = {
                title: matches[1],
                text: matches[2]
            };
            commit.notes.push(note);
            commit.footer = appendLine(commit.footer, this.currentLine());
            this.nextLine();
            while (this.isLineAvailable()) {
                if (this.parseMeta()) {
                    return true;
                }
                if (this.parseNotes()) {
                    return true;
                }
                isFooterToken = regexes.footerToken.test(this.currentLine());
                commit.references.push(...this.parseReferences(this.currentLine(), isFooterToken));
                if (!isFooterToken) {
                    note.text = appendLine(note.text, this.currentLine());
                }
                commit.footer = appendLine(commit.footer, this.currentLine());
                this.nextLine();
                if (isFooterToken) {
                    break;
                }
            }
            return true;
        }
        return false;
    }
    parseBodyAndFooter(isBody) {
        const { commit, regexes } = this;
        if (!this.isLineAvailable()) {
            return isBody;
        }
        const isFooterToken = regexes.footerToken.test(this.currentLine());
        const isStillBody = !isFooterToken && isBody;
        commit.references.push(...this.parseReferences(this.currentLine(), isFooterToken));
        if (isStillBody) {
            commit.body = appendLine(commit.body, this.currentLine());
        }
        else {
            commit.footer = appendLine(commit.footer, this.currentLine());
        }
        this.nextLine();
        return isStillBody;
    }
    parseBreakingHeader() {
        const { commit, options } = this;
        if (!options.breakingHeaderPattern || commit.notes.length || !commit.header) {
            return;
        }
        const matches = commit.header.match(options.breakingHeaderPattern);
        if (matches) {
            commit.notes.push({
                title: 'BREAKING CHANGE',
                text: matches[3]
            });
        }
    }
    parseMentions(input) {
        const { commit, regexes } = this;
        let matches;
        for (;;) {
            matches = regexes.mentions.exec(input);
            if (!matches) {
                break;
            }
            commit.mentions.push(matches[1]);
        }
    }
    parseRevert(input) {
        const { commit, options } = this;
        const correspondence = options.revertCorrespondence || [];
        const matches = options.revertPattern
            ? input.match(options.revertPattern)
            : null;
        if (matches) {
            commit.revert = assignMatchedCorrespondence({}, matches, correspondence);
        }
    }
    cleanupCommit() {
        const { commit } = this;
        commit.body &&= trimNewLines(commit.body);
        commit.footer &&= trimNewLines(commit.footer);
        commit.notes.forEach((note) => {
            note.text = trimNewLines(note.text);
        });
        const referencesSet = new Set();
        commit.references = commit.references.filter((reference) => {
            const uid = `${reference.action} ${reference.raw}`.toLocaleLowerCase();
            const ok = !referencesSet.has(uid);
            if (ok) {
                referencesSet.add(uid);
            }
            return ok;
        });
    }
    /**
     * Parse commit message string into an object.
     * @param input - Commit message string.
     * @returns Commit object.
     */
    parse(input) {
        if (!input.trim()) {
            throw new TypeError('Expected a raw commit');
        }
        const { commentChar } = this.options;
        const commentFilter = getCommentFilter(commentChar);
        const rawLines = trimNewLines(input).split(/\r?\n/);
        const lines = commentChar
            ? truncateToScissor(rawLines, commentChar).filter(line => commentFilter(line) && gpgFilter(line))
            : rawLines.filter(line => gpgFilter(line));
        const commit = createCommitObject();
        this.lines = lines;
        this.lineIndex = 0;
        this.commit = commit;
        const isMergeCommit = this.parseMerge();
        this.parseHeader(isMergeCommit);
        if (commit.header) {
            commit.references = this.parseReferences(commit.header);
        }
        let isBody = true;
        while (this.isLineAvailable()) {
            this.parseMeta();
            if (this.parseNotes()) {
                isBody = false;
            }
            if (!this.parseBodyAndFooter(isBody)) {
                isBody = false;
            }
        }
        this.parseBreakingHeader();
        this.parseMentions(input);
        this.parseRevert(input);
        this.cleanupCommit();
        return commit;
    }
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiQ29tbWl0UGFyc2VyLmpzIiwic291cmNlUm9vdCI6IiIsInNvdXJjZXMiOlsiLi4vc3JjL0NvbW1pdFBhcnNlci50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiQUFPQSxPQUFPLEVBQUUsZ0JBQWdCLEVBQUUsTUFBTSxZQUFZLENBQUE7QUFDN0MsT0FBTyxFQUNMLFlBQVksRUFDWixVQUFVLEVBQ1YsZ0JBQWdCLEVBQ2hCLFNBQVMsRUFDVCxpQkFBaUIsRUFDakIsMkJBQTJCLEVBQzVCLE1BQU0sWUFBWSxDQUFBO0FBQ25CLE9BQU8sRUFBRSxjQUFjLEVBQUUsTUFBTSxjQUFjLENBQUE7QUFFN0M7Ozs7R0FJRztBQUNILE1BQU0sVUFBVSxrQkFBa0IsQ0FBQyxXQUFXLEdBQW9CLEVBQUU7SUFDbEUsa0pBQWtKO0lBQ2xKLE9BQU87UUFDTCxLQUFLLEVBQUUsSUFBSTtRQUNYLE1BQU0sRUFBRSxJQUFJO1FBQ1osTUFBTSxFQUFFLElBQUk7UUFDWixJQUFJLEVBQUUsSUFBSTtRQUNWLE1BQU0sRUFBRSxJQUFJO1FBQ1osS0FBSyxFQUFFLEVBQUU7UUFDVCxRQUFRLEVBQUUsRUFBRTtRQUNaLFVBQVUsRUFBRSxFQUFFO1FBQ2QsR0FBRyxXQUFXO0tBQ2YsQ0FBQTtBQUNILENBQUM7QUFFRDs7R0FFRztBQUNILE1BQU0sT0FBTyxZQUFZO0lBQ04sT0FBTyxDQUFlO0lBQ3RCLE9BQU8sQ0FBZTtJQUMvQixLQUFLLEdBQWEsRUFBRSxDQUFBO0lBQ3BCLFNBQVMsR0FBRyxDQUFDLENBQUE7SUFDYixNQUFNLEdBQUcsa0JBQWtCLEVBQUUsQ0FBQTtJQUVyQyxZQUFZLE9BQU8sR0FBa0IsRUFBRTtRQUNyQyxJQUFJLENBQUMsT0FBTyxHQUFHO1lBQ2IsR0FBRyxjQUFjO1lBQ2pCLEdBQUcsT0FBTztTQUNYLENBQUE7UUFDRCxJQUFJLENBQUMsT0FBTyxHQUFHLGdCQUFnQixDQUFDLElBQUksQ0FBQyxPQUFPLENBQUMsQ0FBQTtJQUMvQyxDQUFDO0lBRU8sV0FBVztRQUNqQixPQUFPLElBQUksQ0FBQyxLQUFLLENBQUMsSUFBSSxDQUFDLFNBQVMsQ0FBQyxDQUFBO0lBQ25DLENBQUM7SUFFTyxRQUFRO1FBQ2QsT0FBTyxJQUFJLENBQUMsS0FBSyxDQUFDLElBQUksQ0FBQyxTQUFTLEVBQUUsQ0FBQyxDQUFBO0lBQ3JDLENBQUM7SUFFTyxlQUFlO1FBQ3JCLE9BQU8sSUFBSSxDQUFDLFNBQVMsR0FBRyxJQUFJLENBQUMsS0FBSyxDQUFDLE1BQU0sQ0FBQTtJQUMzQyxDQUFDO0lBRU8sY0FBYyxDQUNwQixLQUFhLEVBQ2IsTUFBcUI7UUFFckIsTUFBTSxFQUFFLE9BQU8sRUFBRSxHQUFHLElBQUksQ0FBQTtRQUV4QixJQUFJLE9BQU8sQ0FBQyxHQUFHLENBQUMsSUFBSSxDQUFDLEtBQUssQ0FBQyxFQUFFLENBQUM7WUFDNUIsT0FBTyxJQUFJLENBQUE7UUFDYixDQUFDO1FBRUQsTUFBTSxPQUFPLEdBQUcsT0FBTyxDQUFDLGNBQWMsQ0FBQyxJQUFJLENBQUMsS0FBSyxDQUFDLENBQUE7UUFFbEQsSUFBSSxDQUFDLE9BQU8sRUFBRSxDQUFDO1lBQ2IsT0FBTyxJQUFJLENBQUE7UUFDYixDQUFDO1FBRUQsSUFBSSxDQUNGLEdBQUcsRUFDSCxVQUFVLEdBQUcsSUFBSSxFQUNqQixNQUFNLEVBQ04sS0FBSyxDQUNOLEdBQUcsT0FBTyxDQUFBO1FBQ1gsSUFBSSxLQUFLLEdBQWtCLElBQUksQ0FBQTtRQUUvQixJQUFJLFVBQVUsRUFBRSxDQUFDO1lBQ2YsTUFBTSxVQUFVLEdBQUcsVUFBVSxDQUFDLE9BQU8sQ0FBQyxHQUFHLENBQUMsQ0FBQTtZQUUxQyxJQUFJLFVBQVUsS0FBSyxDQUFDLENBQUMsRUFBRSxDQUFDO2dCQUN0QixLQUFLLEdBQUcsVUFBVSxDQUFDLEtBQUssQ0FBQyxDQUFDLEVBQUUsVUFBVSxDQUFDLENBQUE7Z0JBQ3ZDLFVBQVUsR0FBRyxVQUFVLENBQUMsS0FBSyxDQUFDLFVBQVUsR0FBRyxDQUFDLENBQUMsQ0FBQTtZQUMvQyxDQUFDO1FBQ0gsQ0FBQztRQUVELE9BQU87WUFDTCxHQUFHO1lBQ0gsTUFBTTtZQUNOLEtBQUs7WUFDTCxVQUFVO1lBQ1YsTUFBTTtZQUNOLEtBQUs7U0FDTixDQUFBO0lBQ0gsQ0FBQztJQUVPLGVBQWUsQ0FDckIsS0FBYSxFQUNiLGFBQWEsR0FBRyxLQUFLO1FBRXJCLE1BQU0sRUFBRSxPQUFPLEVBQUUsR0FBRyxJQUFJLENBQUE7UUFDeEIsTUFBTSxLQUFLLEdBQUcsYUFBYTtZQUN6QixDQUFDLENBQUMsT0FBTyxDQUFDLGdCQUFnQjtZQUMxQixDQUFDLENBQUMsT0FBTyxDQUFDLFVBQVUsQ0FBQTtRQUN0QixnRUFBZ0U7UUFDaEUsa0RBQWtEO1FBQ2xELE1BQU0sU0FBUyxHQUE4QixFQUFFLENBQUE7UUFDL0MsSUFBSSxTQUFTLEdBQUcsQ0FBQyxDQUFBO1FBQ2pCLElBQUksT0FBK0IsQ0FBQTtRQUVuQyxPQUFPLElBQUksRUFBRSxDQUFDO1lBQ1osT0FBTyxHQUFHLEtBQUssQ0FBQyxJQUFJLENBQUMsS0FBSyxDQUFDLENBQUE7WUFFM0IsSUFBSSxDQUFDLE9BQU8sRUFBRSxDQUFDO2dCQUNiLE1BQUs7WUFDUCxDQUFDO1lBRUQsU0FBUyxDQUFDLElBQUksQ0FDWixDQUFDLElBQUksRUFBRSxLQUFLLENBQUMsS0FBSyxDQUFDLFNBQVMsRUFBRSxPQUFPLENBQUMsS0FBSyxDQUFDLENBQUMsRUFDN0MsQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFDLElBQUksSUFBSSxFQUFFLE9BQU8sQ0FBQyxDQUFDLENBQUMsSUFBSSxFQUFFLENBQUMsQ0FDdkMsQ0FBQTtZQUNELFNBQVMsR0FBRyxLQUFLLENBQUMsU0FBUyxDQUFBO1FBQzdCLENBQUM7UUFFRCxTQUFTLENBQUMsSUFBSSxDQUFDLENBQUMsSUFBSSxFQUFFLEtBQUssQ0FBQyxLQUFLLENBQUMsU0FBUyxDQUFDLENBQUMsQ0FBQyxDQUFBO1FBRTlDLE1BQU0sVUFBVSxHQUFzQixFQUFFLENBQUE7UUFDeEMsSUFBSSxTQUFpQyxDQUFBO1FBRXJDLEtBQUssTUFBTSxDQUFDLE1BQU0sRUFBRSxRQUFRLENBQUMsSUFBSSxTQUFTLEVBQUUsQ0FBQztZQUMzQyxPQUFPLElBQUksRUFBRSxDQUFDO2dCQUNaLFNBQVMsR0FBRyxJQUFJLENBQUMsY0FBYyxDQUFDLFFBQVEsRUFBRSxNQUFNLENBQUMsQ0FBQTtnQkFFakQsSUFBSSxDQUFDLFNBQVMsRUFBRSxDQUFDO29CQUNmLE1BQUs7Z0JBQ1AsQ0FBQztnQkFFRCxVQUFVLENBQUMsSUFBSSxDQUFDLFNBQVMsQ0FBQyxDQUFBO1lBQzVCLENBQUM7UUFDSCxDQUFDO1FBRUQsT0FBTyxVQUFVLENBQUE7SUFDbkIsQ0FBQztJQUVPLGNBQWM7UUFDcEIsSUFBSSxJQUFJLEdBQUcsSUFBSSxDQUFDLFdBQVcsRUFBRSxDQUFBO1FBRTdCLE9BQU8sSUFBSSxLQUFLLFNBQVMsSUFBSSxDQUFDLElBQUksQ0FBQyxJQUFJLEVBQUUsRUFBRSxDQUFDO1lBQzFDLElBQUksQ0FBQyxRQUFRLEVBQUUsQ0FBQTtZQUNmLElBQUksR0FBRyxJQUFJLENBQUMsV0FBVyxFQUFFLENBQUE7UUFDM0IsQ0FBQztJQUNILENBQUM7SUFFTyxVQUFVO1FBQ2hCLE1BQU0sRUFBRSxNQUFNLEVBQUUsT0FBTyxFQUFFLEdBQUcsSUFBSSxDQUFBO1FBQ2hDLE1BQU0sY0FBYyxHQUFHLE9BQU8sQ0FBQyxtQkFBbUIsSUFBSSxFQUFFLENBQUE7UUFDeEQsTUFBTSxLQUFLLEdBQUcsSUFBSSxDQUFDLFdBQVcsRUFBRSxDQUFBO1FBQ2hDLE1BQU0sT0FBTyxHQUFHLEtBQUssSUFBSSxPQUFPLENBQUMsWUFBWTtZQUMzQyxDQUFDLENBQUMsS0FBSyxDQUFDLEtBQUssQ0FBQyxPQUFPLENBQUMsWUFBWSxDQUFDO1lBQ25DLENBQUMsQ0FBQyxJQUFJLENBQUE7UUFFUixJQUFJLE9BQU8sRUFBRSxDQUFDO1lBQ1osSUFBSSxDQUFDLFFBQVEsRUFBRSxDQUFBO1lBRWYsTUFBTSxDQUFDLEtBQUssR0FBRyxPQUFPLENBQUMsQ0FBQyxDQUFDLElBQUksSUFBSSxDQUFBO1lBRWpDLDJCQUEyQixDQUFDLE1BQU0sRUFBRSxPQUFPLEVBQUUsY0FBYyxDQUFDLENBQUE7WUFFNUQsT0FBTyxJQUFJLENBQUE7UUFDYixDQUFDO1FBRUQsT0FBTyxLQUFLLENBQUE7SUFDZCxDQUFDO0lBRU8sV0FBVyxDQUFDLGFBQXNCO1FBQ3hDLElBQUksYUFBYSxFQUFFLENBQUM7WUFDbEIsSUFBSSxDQUFDLGNBQWMsRUFBRSxDQUFBO1FBQ3ZCLENBQUM7UUFFRCxNQUFNLEVBQUUsTUFBTSxFQUFFLE9BQU8sRUFBRSxHQUFHLElBQUksQ0FBQTtRQUNoQyxNQUFNLGNBQWMsR0FBRyxPQUFPLENBQUMsb0JBQW9CLElBQUksRUFBRSxDQUFBO1FBQ3pELE1BQU0sTUFBTSxHQUFHLE1BQU0sQ0FBQyxNQUFNLElBQUksSUFBSSxDQUFDLFFBQVEsRUFBRSxDQUFBO1FBQy9DLElBQUksT0FBTyxHQUE0QixJQUFJLENBQUE7UUFFM0MsSUFBSSxNQUFNLEVBQUUsQ0FBQztZQUNYLElBQUksT0FBTyxDQUFDLHFCQUFxQixFQUFFLENBQUM7Z0JBQ2xDLE9BQU8sR0FBRyxNQUFNLENBQUMsS0FBSyxDQUFDLE9BQU8sQ0FBQyxxQkFBcUIsQ0FBQyxDQUFBO1lBQ3ZELENBQUM7WUFFRCxJQUFJLENBQUMsT0FBTyxJQUFJLE9BQU8sQ0FBQyxhQUFhLEVBQUUsQ0FBQztnQkFDdEMsT0FBTyxHQUFHLE1BQU0sQ0FBQyxLQUFLLENBQUMsT0FBTyxDQUFDLGFBQWEsQ0FBQyxDQUFBO1lBQy9DLENBQUM7UUFDSCxDQUFDO1FBRUQsSUFBSSxNQUFNLEVBQUUsQ0FBQztZQUNYLE1BQU0sQ0FBQyxNQUFNLEdBQUcsTUFBTSxDQUFBO1FBQ3hCLENBQUM7UUFFRCxJQUFJLE9BQU8sRUFBRSxDQUFDO1lBQ1osMkJBQTJCLENBQUMsTUFBTSxFQUFFLE9BQU8sRUFBRSxjQUFjLENBQUMsQ0FBQTtRQUM5RCxDQUFDO0lBQ0gsQ0FBQztJQUVPLFNBQVM7UUFDZixNQUFNLEVBQ0osT0FBTyxFQUNQLE1BQU0sRUFDUCxHQUFHLElBQUksQ0FBQTtRQUVSLElBQUksQ0FBQyxPQUFPLENBQUMsWUFBWSxJQUFJLENBQUMsSUFBSSxDQUFDLGVBQWUsRUFBRSxFQUFFLENBQUM7WUFDckQsT0FBTyxLQUFLLENBQUE7UUFDZCxDQUFDO1FBRUQsSUFBSSxPQUFnQyxDQUFBO1FBQ3BDLElBQUksS0FBSyxHQUFrQixJQUFJLENBQUE7UUFDL0IsSUFBSSxNQUFNLEdBQUcsS0FBSyxDQUFBO1FBRWxCLE9BQU8sSUFBSSxDQUFDLGVBQWUsRUFBRSxFQUFFLENBQUM7WUFDOUIsT0FBTyxHQUFHLElBQUksQ0FBQyxXQUFXLEVBQUUsQ0FBQyxLQUFLLENBQUMsT0FBTyxDQUFDLFlBQVksQ0FBQyxDQUFBO1lBRXhELElBQUksT0FBTyxFQUFFLENBQUM7Z0JBQ1osS0FBSyxHQUFHLE9BQU8sQ0FBQyxDQUFDLENBQUMsSUFBSSxJQUFJLENBQUE7Z0JBQzFCLElBQUksQ0FBQyxRQUFRLEVBQUUsQ0FBQTtnQkFDZixTQUFRO1lBQ1YsQ0FBQztZQUVELElBQUksS0FBSyxFQUFFLENBQUM7Z0JBQ1YsTUFBTSxHQUFHLElBQUksQ0FBQTtnQkFDYixNQUFNLENBQUMsS0FBSyxDQUFDLEdBQUcsVUFBVSxDQUFDLE1BQU0sQ0FBQyxLQUFLLENBQUMsRUFBRSxJQUFJLENBQUMsV0FBVyxFQUFFLENBQUMsQ0FBQTtnQkFDN0QsSUFBSSxDQUFDLFFBQVEsRUFBRSxDQUFBO1lBQ2pCLENBQUM7aUJBQU0sQ0FBQztnQkFDTixNQUFLO1lBQ1AsQ0FBQztRQUNILENBQUM7UUFFRCxPQUFPLE1BQU0sQ0FBQTtJQUNmLENBQUM7SUFFTyxVQUFVO1FBQ2hCLE1BQU0sRUFDSixPQUFPLEVBQ1AsTUFBTSxFQUNQLEdBQUcsSUFBSSxDQUFBO1FBRVIsSUFBSSxDQUFDLElBQUksQ0FBQyxlQUFlLEVBQUUsRUFBRSxDQUFDO1lBQzVCLE9BQU8sS0FBSyxDQUFBO1FBQ2QsQ0FBQztRQUVELE1BQU0sT0FBTyxHQUFHLElBQUksQ0FBQyxXQUFXLEVBQUUsQ0FBQyxLQUFLLENBQUMsT0FBTyxDQUFDLEtBQUssQ0FBQyxDQUFBO1FBQ3ZELElBQUksYUFBc0IsQ0FBQTtRQUUxQixJQUFJLE9BQU8sRUFBRSxDQUFDO1lBQ1osTUFBTSxJQUFJLEdBQWU7Z0JBQ3ZCLEtBQUssRUFBRSxPQUFPLENBQUMsQ0FBQyxDQUFDO2dCQUNqQixJQUFJLEVBQUUsT0FBTyxDQUFDLENBQUMsQ0FBQzthQUNqQixDQUFBO1lBRUQsTUFBTSxDQUFDLEtBQUssQ0FBQyxJQUFJLENBQUMsSUFBSSxDQUFDLENBQUE7WUFDdkIsTUFBTSxDQUFDLE1BQU0sR0FBRyxVQUFVLENBQUMsTUFBTSxDQUFDLE1BQU0sRUFBRSxJQUFJLENBQUMsV0FBVyxFQUFFLENBQUMsQ0FBQTtZQUM3RCxJQUFJLENBQUMsUUFBUSxFQUFFLENBQUE7WUFFZixPQUFPLElBQUksQ0FBQyxlQUFlLEVBQUUsRUFBRSxDQUFDO2dCQUM5QixJQUFJLElBQUksQ0FBQyxTQUFTLEVBQUUsRUFBRSxDQUFDO29CQUNyQixPQUFPLElBQUksQ0FBQTtnQkFDYixDQUFDO2dCQUVELElBQUksSUFBSSxDQUFDLFVBQVUsRUFBRSxFQUFFLENBQUM7b0JBQ3RCLE9BQU8sSUFBSSxDQUFBO2dCQUNiLENBQUM7Z0JBRUQsYUFBYSxHQUFHLE9BQU8sQ0FBQyxXQUFXLENBQUMsSUFBSSxDQUFDLElBQUksQ0FBQyxXQUFXLEVBQUUsQ0FBQyxDQUFBO2dCQUU1RCxNQUFNLENBQUMsVUFBVSxDQUFDLElBQUksQ0FDcEIsR0FBRyxJQUFJLENBQUMsZUFBZSxDQUFDLElBQUksQ0FBQyxXQUFXLEVBQUUsRUFBRSxhQUFhLENBQUMsQ0FDM0QsQ0FBQTtnQkFFRCxJQUFJLENBQUMsYUFBYSxFQUFFLENBQUM7b0JBQ25CLElBQUksQ0FBQyxJQUFJLEdBQUcsVUFBVSxDQUFDLElBQUksQ0FBQyxJQUFJLEVBQUUsSUFBSSxDQUFDLFdBQVcsRUFBRSxDQUFDLENBQUE7Z0JBQ3ZELENBQUM7Z0JBRUQsTUFBTSxDQUFDLE1BQU0sR0FBRyxVQUFVLENBQUMsTUFBTSxDQUFDLE1BQU0sRUFBRSxJQUFJLENBQUMsV0FBVyxFQUFFLENBQUMsQ0FBQTtnQkFDN0QsSUFBSSxDQUFDLFFBQVEsRUFBRSxDQUFBO2dCQUVmLElBQUksYUFBYSxFQUFFLENBQUM7b0JBQ2xCLE1BQUs7Z0JBQ1AsQ0FBQztZQUNILENBQUM7WUFFRCxPQUFPLElBQUksQ0FBQTtRQUNiLENBQUM7UUFFRCxPQUFPLEtBQUssQ0FBQTtJQUNkLENBQUM7SUFFTyxrQkFBa0IsQ0FBQyxNQUFlO1FBQ3hDLE1BQU0sRUFDSixNQUFNLEVBQ04sT0FBTyxFQUNSLEdBQUcsSUFBSSxDQUFBO1FBRVIsSUFBSSxDQUFDLElBQUksQ0FBQyxlQUFlLEVBQUUsRUFBRSxDQUFDO1lBQzVCLE9BQU8sTUFBTSxDQUFBO1FBQ2YsQ0FBQztRQUVELE1BQU0sYUFBYSxHQUFHLE9BQU8sQ0FBQyxXQUFXLENBQUMsSUFBSSxDQUFDLElBQUksQ0FBQyxXQUFXLEVBQUUsQ0FBQyxDQUFBO1FBQ2xFLE1BQU0sV0FBVyxHQUFHLENBQUMsYUFBYSxJQUFJLE1BQU0sQ0FBQTtRQUU1QyxNQUFNLENBQUMsVUFBVSxDQUFDLElBQUksQ0FDcEIsR0FBRyxJQUFJLENBQUMsZUFBZSxDQUFDLElBQUksQ0FBQyxXQUFXLEVBQUUsRUFBRSxhQUFhLENBQUMsQ0FDM0QsQ0FBQTtRQUVELElBQUksV0FBVyxFQUFFLENBQUM7WUFDaEIsTUFBTSxDQUFDLElBQUksR0FBRyxVQUFVLENBQUMsTUFBTSxDQUFDLElBQUksRUFBRSxJQUFJLENBQUMsV0FBVyxFQUFFLENBQUMsQ0FBQTtRQUMzRCxDQUFDO2FBQU0sQ0FBQztZQUNOLE1BQU0sQ0FBQyxNQUFNLEdBQUcsVUFBVSxDQUFDLE1BQU0sQ0FBQyxNQUFNLEVBQUUsSUFBSSxDQUFDLFdBQVcsRUFBRSxDQUFDLENBQUE7UUFDL0QsQ0FBQztRQUVELElBQUksQ0FBQyxRQUFRLEVBQUUsQ0FBQTtRQUVmLE9BQU8sV0FBVyxDQUFBO0lBQ3BCLENBQUM7SUFFTyxtQkFBbUI7UUFDekIsTUFBTSxFQUNKLE1BQU0sRUFDTixPQUFPLEVBQ1IsR0FBRyxJQUFJLENBQUE7UUFFUixJQUFJLENBQUMsT0FBTyxDQUFDLHFCQUFxQixJQUFJLE1BQU0sQ0FBQyxLQUFLLENBQUMsTUFBTSxJQUFJLENBQUMsTUFBTSxDQUFDLE1BQU0sRUFBRSxDQUFDO1lBQzVFLE9BQU07UUFDUixDQUFDO1FBRUQsTUFBTSxPQUFPLEdBQUcsTUFBTSxDQUFDLE1BQU0sQ0FBQyxLQUFLLENBQUMsT0FBTyxDQUFDLHFCQUFxQixDQUFDLENBQUE7UUFFbEUsSUFBSSxPQUFPLEVBQUUsQ0FBQztZQUNaLE1BQU0sQ0FBQyxLQUFLLENBQUMsSUFBSSxDQUFDO2dCQUNoQixLQUFLLEVBQUUsaUJBQWlCO2dCQUN4QixJQUFJLEVBQUUsT0FBTyxDQUFDLENBQUMsQ0FBQzthQUNqQixDQUFDLENBQUE7UUFDSixDQUFDO0lBQ0gsQ0FBQztJQUVPLGFBQWEsQ0FBQyxLQUFhO1FBQ2pDLE1BQU0sRUFDSixNQUFNLEVBQ04sT0FBTyxFQUNSLEdBQUcsSUFBSSxDQUFBO1FBQ1IsSUFBSSxPQUErQixDQUFBO1FBRW5DLFNBQVMsQ0FBQztZQUNSLE9BQU8sR0FBRyxPQUFPLENBQUMsUUFBUSxDQUFDLElBQUksQ0FBQyxLQUFLLENBQUMsQ0FBQTtZQUV0QyxJQUFJLENBQUMsT0FBTyxFQUFFLENBQUM7Z0JBQ2IsTUFBSztZQUNQLENBQUM7WUFFRCxNQUFNLENBQUMsUUFBUSxDQUFDLElBQUksQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFDLENBQUMsQ0FBQTtRQUNsQyxDQUFDO0lBQ0gsQ0FBQztJQUVPLFdBQVcsQ0FBQyxLQUFhO1FBQy9CLE1BQU0sRUFDSixNQUFNLEVBQ04sT0FBTyxFQUNSLEdBQUcsSUFBSSxDQUFBO1FBQ1IsTUFBTSxjQUFjLEdBQUcsT0FBTyxDQUFDLG9CQUFvQixJQUFJLEVBQUUsQ0FBQTtRQUN6RCxNQUFNLE9BQU8sR0FBRyxPQUFPLENBQUMsYUFBYTtZQUNuQyxDQUFDLENBQUMsS0FBSyxDQUFDLEtBQUssQ0FBQyxPQUFPLENBQUMsYUFBYSxDQUFDO1lBQ3BDLENBQUMsQ0FBQyxJQUFJLENBQUE7UUFFUixJQUFJLE9BQU8sRUFBRSxDQUFDO1lBQ1osTUFBTSxDQUFDLE1BQU0sR0FBRywyQkFBMkIsQ0FBQyxFQUFFLEVBQUUsT0FBTyxFQUFFLGNBQWMsQ0FBQyxDQUFBO1FBQzFFLENBQUM7SUFDSCxDQUFDO0lBRU8sYUFBYTtRQUNuQixNQUFNLEVBQUUsTUFBTSxFQUFFLEdBQUcsSUFBSSxDQUFBO1FBRXZCLE1BQU0sQ0FBQyxJQUFJLEtBQUssWUFBWSxDQUFDLE1BQU0sQ0FBQyxJQUFJLENBQUMsQ0FBQTtRQUN6QyxNQUFNLENBQUMsTUFBTSxLQUFLLFlBQVksQ0FBQyxNQUFNLENBQUMsTUFBTSxDQUFDLENBQUE7UUFFN0MsTUFBTSxDQUFDLEtBQUssQ0FBQyxPQUFPLENBQUMsQ0FBQyxJQUFJLEVBQUUsRUFBRTtZQUM1QixJQUFJLENBQUMsSUFBSSxHQUFHLFlBQVksQ0FBQyxJQUFJLENBQUMsSUFBSSxDQUFDLENBQUE7UUFDckMsQ0FBQyxDQUFDLENBQUE7UUFFRixNQUFNLGFBQWEsR0FBRyxJQUFJLEdBQUcsRUFBVSxDQUFBO1FBRXZDLE1BQU0sQ0FBQyxVQUFVLEdBQUcsTUFBTSxDQUFDLFVBQVUsQ0FBQyxNQUFNLENBQUMsQ0FBQyxTQUFTLEVBQUUsRUFBRTtZQUN6RCxNQUFNLEdBQUcsR0FBRyxHQUFHLFNBQVMsQ0FBQyxNQUFNLElBQUksU0FBUyxDQUFDLEdBQUcsRUFBRSxDQUFDLGlCQUFpQixFQUFFLENBQUE7WUFDdEUsTUFBTSxFQUFFLEdBQUcsQ0FBQyxhQUFhLENBQUMsR0FBRyxDQUFDLEdBQUcsQ0FBQyxDQUFBO1lBRWxDLElBQUksRUFBRSxFQUFFLENBQUM7Z0JBQ1AsYUFBYSxDQUFDLEdBQUcsQ0FBQyxHQUFHLENBQUMsQ0FBQTtZQUN4QixDQUFDO1lBRUQsT0FBTyxFQUFFLENBQUE7UUFDWCxDQUFDLENBQUMsQ0FBQTtJQUNKLENBQUM7SUFFRDs7OztPQUlHO0lBQ0gsS0FBSyxDQUFDLEtBQWE7UUFDakIsSUFBSSxDQUFDLEtBQUssQ0FBQyxJQUFJLEVBQUUsRUFBRSxDQUFDO1lBQ2xCLE1BQU0sSUFBSSxTQUFTLENBQUMsdUJBQXVCLENBQUMsQ0FBQTtRQUM5QyxDQUFDO1FBRUQsTUFBTSxFQUFFLFdBQVcsRUFBRSxHQUFHLElBQUksQ0FBQyxPQUFPLENBQUE7UUFDcEMsTUFBTSxhQUFhLEdBQUcsZ0JBQWdCLENBQUMsV0FBVyxDQUFDLENBQUE7UUFDbkQsTUFBTSxRQUFRLEdBQUcsWUFBWSxDQUFDLEtBQUssQ0FBQyxDQUFDLEtBQUssQ0FBQyxPQUFPLENBQUMsQ0FBQTtRQUNuRCxNQUFNLEtBQUssR0FBRyxXQUFXO1lBQ3ZCLENBQUMsQ0FBQyxpQkFBaUIsQ0FBQyxRQUFRLEVBQUUsV0FBVyxDQUFDLENBQUMsTUFBTSxDQUFDLElBQUksQ0FBQyxFQUFFLENBQUMsYUFBYSxDQUFDLElBQUksQ0FBQyxJQUFJLFNBQVMsQ0FBQyxJQUFJLENBQUMsQ0FBQztZQUNqRyxDQUFDLENBQUMsUUFBUSxDQUFDLE1BQU0sQ0FBQyxJQUFJLENBQUMsRUFBRSxDQUFDLFNBQVMsQ0FBQyxJQUFJLENBQUMsQ0FBQyxDQUFBO1FBQzVDLE1BQU0sTUFBTSxHQUFHLGtCQUFrQixFQUFFLENBQUE7UUFFbkMsSUFBSSxDQUFDLEtBQUssR0FBRyxLQUFLLENBQUE7UUFDbEIsSUFBSSxDQUFDLFNBQVMsR0FBRyxDQUFDLENBQUE7UUFDbEIsSUFBSSxDQUFDLE1BQU0sR0FBRyxNQUFNLENBQUE7UUFFcEIsTUFBTSxhQUFhLEdBQUcsSUFBSSxDQUFDLFVBQVUsRUFBRSxDQUFBO1FBRXZDLElBQUksQ0FBQyxXQUFXLENBQUMsYUFBYSxDQUFDLENBQUE7UUFFL0IsSUFBSSxNQUFNLENBQUMsTUFBTSxFQUFFLENBQUM7WUFDbEIsTUFBTSxDQUFDLFVBQVUsR0FBRyxJQUFJLENBQUMsZUFBZSxDQUFDLE1BQU0sQ0FBQyxNQUFNLENBQUMsQ0FBQTtRQUN6RCxDQUFDO1FBRUQsSUFBSSxNQUFNLEdBQUcsSUFBSSxDQUFBO1FBRWpCLE9BQU8sSUFBSSxDQUFDLGVBQWUsRUFBRSxFQUFFLENBQUM7WUFDOUIsSUFBSSxDQUFDLFNBQVMsRUFBRSxDQUFBO1lBRWhCLElBQUksSUFBSSxDQUFDLFVBQVUsRUFBRSxFQUFFLENBQUM7Z0JBQ3RCLE1BQU0sR0FBRyxLQUFLLENBQUE7WUFDaEIsQ0FBQztZQUVELElBQUksQ0FBQyxJQUFJLENBQUMsa0JBQWtCLENBQUMsTUFBTSxDQUFDLEVBQUUsQ0FBQztnQkFDckMsTUFBTSxHQUFHLEtBQUssQ0FBQTtZQUNoQixDQUFDO1FBQ0gsQ0FBQztRQUVELElBQUksQ0FBQyxtQkFBbUIsRUFBRSxDQUFBO1FBQzFCLElBQUksQ0FBQyxhQUFhLENBQUMsS0FBSyxDQUFDLENBQUE7UUFDekIsSUFBSSxDQUFDLFdBQVcsQ0FBQyxLQUFLLENBQUMsQ0FBQTtRQUN2QixJQUFJLENBQUMsYUFBYSxFQUFFLENBQUE7UUFFcEIsT0FBTyxNQUFNLENBQUE7SUFDZixDQUFDO0NBQ0YifQ==
;// CONCATENATED MODULE: external "stream"
const external_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");
;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/stream.js


/**
 * Create async generator function to parse async iterable of raw commits.
 * @param options - CommitParser options.
 * @returns Async generator function to parse async iterable of raw commits.
 */
function parseCommits(options = {}) {
    const warnOption = options.warn;
    const warn = warnOption === true
        ? (err) => {
            throw err;
        }
        : warnOption
            ? (err) => warnOption(err.toString())
            : () => { };
    return async function* parse(rawCommits) {
        const parser = new CommitParser(options);
        let rawCommit;
        for await (rawCommit of rawCommits) {
            try {
                yield parser.parse(rawCommit.toString());
            }
            catch (err) {
                warn(err);
            }
        }
    };
}
/**
 * Create stream to parse commits.
 * @param options - CommitParser options.
 * @returns Stream of parsed commits.
 */
function parseCommitsStream(options = {}) {
    return Transform.from(parseCommits(options));
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoic3RyZWFtLmpzIiwic291cmNlUm9vdCI6IiIsInNvdXJjZXMiOlsiLi4vc3JjL3N0cmVhbS50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiQUFBQSxPQUFPLEVBQUUsU0FBUyxFQUFFLE1BQU0sUUFBUSxDQUFBO0FBRWxDLE9BQU8sRUFBRSxZQUFZLEVBQUUsTUFBTSxtQkFBbUIsQ0FBQTtBQUVoRDs7OztHQUlHO0FBQ0gsTUFBTSxVQUFVLFlBQVksQ0FDMUIsT0FBTyxHQUF3QixFQUFFO0lBRWpDLE1BQU0sVUFBVSxHQUFHLE9BQU8sQ0FBQyxJQUFJLENBQUE7SUFDL0IsTUFBTSxJQUFJLEdBQUcsVUFBVSxLQUFLLElBQUk7UUFDOUIsQ0FBQyxDQUFDLENBQUMsR0FBVSxFQUFFLEVBQUU7WUFDZixNQUFNLEdBQUcsQ0FBQTtRQUNYLENBQUM7UUFDRCxDQUFDLENBQUMsVUFBVTtZQUNWLENBQUMsQ0FBQyxDQUFDLEdBQVUsRUFBRSxFQUFFLENBQUMsVUFBVSxDQUFDLEdBQUcsQ0FBQyxRQUFRLEVBQUUsQ0FBQztZQUM1QyxDQUFDLENBQUMsR0FBRyxFQUFFLEdBQWMsQ0FBQyxDQUFBO0lBRTFCLE9BQU8sS0FBSyxTQUFTLENBQUMsQ0FBQyxLQUFLLENBQzFCLFVBQXNFO1FBRXRFLE1BQU0sTUFBTSxHQUFHLElBQUksWUFBWSxDQUFDLE9BQU8sQ0FBQyxDQUFBO1FBQ3hDLElBQUksU0FBMEIsQ0FBQTtRQUU5QixJQUFJLEtBQUssRUFBRSxTQUFTLElBQUksVUFBVSxFQUFFLENBQUM7WUFDbkMsSUFBSSxDQUFDO2dCQUNILE1BQU0sTUFBTSxDQUFDLEtBQUssQ0FBQyxTQUFTLENBQUMsUUFBUSxFQUFFLENBQUMsQ0FBQTtZQUMxQyxDQUFDO1lBQUMsT0FBTyxHQUFHLEVBQUUsQ0FBQztnQkFDYixJQUFJLENBQUMsR0FBWSxDQUFDLENBQUE7WUFDcEIsQ0FBQztRQUNILENBQUM7SUFDSCxDQUFDLENBQUE7QUFDSCxDQUFDO0FBRUQ7Ozs7R0FJRztBQUNILE1BQU0sVUFBVSxrQkFBa0IsQ0FBQyxPQUFPLEdBQXdCLEVBQUU7SUFDbEUsT0FBTyxTQUFTLENBQUMsSUFBSSxDQUFDLFlBQVksQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFBO0FBQzlDLENBQUMifQ==
;// CONCATENATED MODULE: ./node_modules/conventional-commits-parser/dist/index.js


//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiaW5kZXguanMiLCJzb3VyY2VSb290IjoiIiwic291cmNlcyI6WyIuLi9zcmMvaW5kZXgudHMiXSwibmFtZXMiOltdLCJtYXBwaW5ncyI6IkFBQ0EsY0FBYyxtQkFBbUIsQ0FBQTtBQUNqQyxjQUFjLGFBQWEsQ0FBQSJ9
;// CONCATENATED MODULE: ./build/changelog/trailers.js

const none = [];
const noteStart = /^(?:[*-] +)?BREAKING[ -]CHANGE:/;
const trailer = /^(?:[A-Za-z]+(?:-[A-Za-z]+)*-(?:by|to|id|on)|[A-Z][a-z]+(?:-[A-Z][A-Za-z]*)+|Refs?|References|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Related|See)(?::\s|:?\s+#)/i;
const squashed = /^\* \w+(?:\([^)]*\))?!?: /;
function breakingTexts(body) {
    const texts = [];
    let lines;
    const close = () => {
        if (lines)
            texts.push(trimBlankLines(lines).join('\n'));
        lines = undefined;
    };
    for (const line of body.split('\n')) {
        if (noteStart.test(line)) {
            close();
            lines = [line.slice(line.indexOf(':') + 1).trim()];
        }
        else if (trailer.test(line) || squashed.test(line) || line.startsWith('(cherry picked from commit ')) {
            close();
        }
        else if (!/^-{9}$/.test(line)) {
            lines?.push(line.trimEnd());
        }
    }
    close();
    return texts.filter((text) => text !== '');
}
function coAuthors(body) {
    if (!/co-authored-by:/i.test(body))
        return none;
    const people = new Map();
    for (const line of body.split('\n')) {
        const match = /^co-authored-by: ?([^<]{1,200})<([^<>\s]{1,200})>/i.exec(line.trim());
        const [, name = '', email = ''] = match ?? [];
        if (match)
            people.set(email.toLowerCase(), { name: (0,changelog_text/* cleanLine */.Ow)(name), email });
    }
    return [...people.values()];
}
function hashesAfter(body, lead) {
    if (!body.includes(lead))
        return none;
    const hashes = [];
    for (const line of body.split('\n')) {
        if (!line.startsWith(lead))
            continue;
        const list = /^s?:? *((?:[0-9a-f]{7,64}(?:, *(?:and +)?| and +)?){1,50})/i.exec(line.slice(lead.length));
        hashes.push(...(list?.[1]?.match(/[0-9a-f]{7,64}/gi) ?? []).map((hash) => hash.toLowerCase()));
    }
    return hashes;
}
function trimBlankLines(lines) {
    let start = 0;
    let end = lines.length;
    while (start < end && lines[start]?.trim() === '')
        start += 1;
    while (end > start && lines[end - 1]?.trim() === '')
        end -= 1;
    return lines.slice(start, end);
}

;// CONCATENATED MODULE: ./build/changelog/parse.js



const never = /(?!)/;
const options = {
    headerPattern: /^(\w*)(?:\((.*?)\))?!?: (.*)$/,
    headerCorrespondence: ['type', 'scope', 'subject'],
    noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
    notesPattern: () => never,
    fieldPattern: null,
    revertPattern: null,
};
const withReferences = new CommitParser_CommitParser({ ...options, issuePrefixes: ['#'] });
const withoutReferences = new CommitParser_CommitParser({ ...options, issuePrefixes: [never], referenceActions: [never] });
const longestLine = 1000;
const longestBody = 64 * 1024;
const decoration = /^(?:(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d|\ufe0f)*|:[a-z0-9_+-]{1,40}:) *)+/u;
const mergeSubject = /^Merge (?:pull request #\d+ from |branch(?:es)? ['"]|remote-tracking branch(?:es)? ['"]|tag ['"]|commit ['"]|[0-9a-f]{7,64} into )|^Merged in \S+ \(pull request #\d+\)/;
function readCommit(raw, references = false) {
    const message = raw.message.includes('\r') ? raw.message.replaceAll('\r\n', '\n') : raw.message;
    const { subject, body } = splitMessage(message);
    const header = subject.replace(decoration, '');
    const parsed = header === '' ? undefined : parse_parse(header, body, references);
    const type = parsed?.['type']?.toLowerCase() ?? '';
    const scope = parsed?.['scope']?.trim() ?? '';
    const notes = body.includes('BREAKING') ? breakingTexts(body) : parse_none;
    const undoes = undoing(header, type, body);
    const pull = raw.parents.length > 1 || mergeSubject.test(subject) ? pullRequest(subject, body) : undefined;
    return {
        hash: raw.hash,
        parents: raw.parents,
        author: person(raw),
        authored: raw.authored,
        subject,
        ...(type !== '' ? { type } : undoes ? { type: 'revert' } : {}),
        ...(scope !== '' ? { scope } : {}),
        description: type === '' ? subject : (parsed?.['subject'] ?? ''),
        breaking: notes.length > 0 ||
            (type !== '' && /^\w+(?:\(.*?\))?!: /.test(header)) ||
            /^BREAKING[ -]CHANGE: /.test(header),
        notes,
        references: parsed && parsed.references.length > 0 ? parsed.references.map(reference) : parse_none,
        coAuthors: coAuthors(body),
        pickedFrom: hashesAfter(body, '(cherry picked from commit '),
        kind: kindOf(subject, raw.parents.length),
        ...(pull ? { pull } : {}),
        ...(undoes ? { undoes } : {}),
        reapplies: /^reapply\b/i.test(header),
    };
}
const parse_none = [];
const people = new Map();
function person({ author, email }) {
    const key = `${author}\0${email}`;
    let known = people.get(key);
    if (!known) {
        if (people.size > 5000)
            people.clear();
        known = { name: (0,changelog_text/* cleanLine */.Ow)(author), email };
        people.set(key, known);
    }
    return known;
}
function detached(text) {
    return Buffer.from(text).toString();
}
function splitMessage(message) {
    const start = message.search(/\S/);
    if (start < 0)
        return { subject: '', body: '' };
    const newline = message.indexOf('\n', start);
    const first = newline < 0 ? message.slice(start) : message.slice(start, newline);
    const body = newline < 0 ? '' : message.slice(newline + 1).replace(/^\n+/, '');
    const most = 4 * changelog_text/* longestSubject */.Xs;
    const line = first.length > most ? `${first.slice(0, most)} ${first.slice(-20)}` : first;
    const subject = (0,changelog_text/* cleanLine */.Ow)(body === '' ? line : detached(line));
    const rest = /^\u2026(.{1,300})(?:\n|$)/.exec(body)?.[1];
    const cut = rest === undefined ? null : /^(.*)\u2026( \(#\d+\))?$/.exec(subject);
    if (!cut)
        return { subject: (0,changelog_text/* cutSubject */.NQ)(subject), body };
    return {
        subject: (0,changelog_text/* cutSubject */.NQ)((0,changelog_text/* cleanLine */.Ow)(`${cut[1] ?? ''}${rest ?? ''}${cut[2] ?? ''}`)),
        body: body.slice(body.indexOf('\n') + 1 || body.length),
    };
}
function parse_parse(header, body, references) {
    return references ? withReferences.parse(parserInput(header, body)) : withoutReferences.parse(header);
}
function parserInput(header, body) {
    if (!body.includes('#'))
        return header;
    const lines = body
        .slice(0, longestBody)
        .split('\n')
        .filter((line) => line.includes('#'))
        .map((line) => line.slice(0, longestLine));
    return `${header}\n\n${lines.join('\n')}`;
}
function reference(found) {
    return {
        ...(found.action ? { action: found.action } : {}),
        ...(found.owner ? { owner: found.owner } : {}),
        ...(found.repository ? { repository: found.repository } : {}),
        issue: found.issue,
    };
}
function kindOf(subject, parents) {
    if (subject === '')
        return parents > 1 ? 'merge' : 'empty';
    if (parents > 1 || mergeSubject.test(subject))
        return 'merge';
    return /^(?:fixup|squash|amend)! /i.test(subject) ? 'fixup' : 'change';
}
function pullRequest(subject, body) {
    const title = (0,changelog_text/* cutSubject */.NQ)((0,changelog_text/* cleanLine */.Ow)(body.split('\n', 1)[0]?.slice(0, 4 * changelog_text/* longestSubject */.Xs) ?? ''));
    const number = /^Merge pull request #(\d+) from /.exec(subject)?.[1] ??
        /^Merged in \S+ \(pull request #(\d+)\)/.exec(subject)?.[1];
    if (number !== undefined)
        return title === '' ? undefined : { number, title };
    const request = /^See merge request \S{0,200}!(\d+)$/m.exec(body)?.[1];
    if (request !== undefined)
        return title === '' ? undefined : { number: request, title };
    const titled = mergeSubject.test(subject) ? null : /^(.*\S) \(#(\d+)\)$/.exec(subject);
    return titled ? { number: titled[2] ?? '', title: titled[1] ?? '' } : undefined;
}
function undoing(header, type, body) {
    if (!/^(?:revert|reapply|back ?out)\b/i.test(header))
        return undefined;
    const leads = type === 'revert' ? ['This reverts commit', 'Refs', 'Reverts commit'] : ['This reverts commit'];
    const hashes = leads.flatMap((lead) => hashesAfter(body, lead));
    const pull = /^Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?#(\d+)/m.exec(body)?.[1];
    const quoted = /^(?:Revert|Reapply) "(.+)"/i.exec(header)?.[1];
    return { hashes, ...(pull ? { pull } : {}), ...(quoted ? { quoted } : {}) };
}

;// CONCATENATED MODULE: ./build/plan/range.js


const mostExcluded = 128;
function planRange(input) {
    if (input.previousTag !== undefined && input.previousTag !== '') {
        const previous = givenPrevious(input, input.previousTag);
        return { previous, exclude: [previous] };
    }
    const lower = [];
    for (const tag of highest(input)) {
        const version = parseTag(tag.name, input.tagPrefix);
        if (version && isLowerOfItsKind(version, input.version))
            lower.push({ version, tag });
    }
    lower.sort((a, b) => comparePrecedence(b.version, a.version) || (a.tag.name < b.tag.name ? -1 : 1));
    const exclude = lower.slice(0, mostExcluded).map(({ tag }) => tag);
    const [previous] = exclude;
    return previous === undefined ? { exclude } : { previous, exclude };
}
function isLowerOfItsKind(candidate, release) {
    if (comparePrecedence(candidate, release) >= 0)
        return false;
    if (isStable(candidate))
        return true;
    return !isStable(release) && sameCore(candidate, release);
}
function sameCore(a, b) {
    return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}
const core = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})([-+]|$)/;
function highest({ tags, version, tagPrefix }) {
    const lead = `${tagPrefix}v`;
    const limit = [version.major, version.minor, version.patch];
    const best = [];
    for (const tag of tags) {
        if (!tag.name.startsWith(lead))
            continue;
        const match = core.exec(tag.name.slice(lead.length));
        if (!match)
            continue;
        const candidate = { tag, core: [Number(match[1]), Number(match[2]), Number(match[3])] };
        const order = compareCore(candidate.core, limit);
        if (order > 0 || (match[4] === '-' && (order < 0 || isStable(version))))
            continue;
        if (best.push(candidate) < 4 * mostExcluded)
            continue;
        best.sort((a, b) => compareCore(b.core, a.core)).length = 2 * mostExcluded;
    }
    return best.map(({ tag }) => tag);
}
function compareCore(a, b) {
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
function givenPrevious(input, name) {
    const found = input.tags.find((tag) => tag.name === name);
    if (found)
        return found;
    const known = input.tags
        .map((tag) => parseTag(tag.name, input.tagPrefix))
        .filter((version) => version !== undefined)
        .sort((a, b) => comparePrecedence(b, a));
    const example = known.find((version) => isLowerOfItsKind(version, input.version)) ?? known[0];
    throw new ReleaseError(`previous-tag names ${name}, and there is no such tag`, {
        hint: example === undefined
            ? 'Leave previous-tag out: this repository has no earlier version tag.'
            : `previous-tag: ${example.tag}`,
    });
}

;// CONCATENATED MODULE: ./build/steps/notes.js



async function gatherNotes(git, request, remoteTags) {
    const { version, tagPrefix, previousTag } = request;
    const shallow = await git.isShallow();
    const tags = remoteTags ?? (await (shallow ? git.remoteTags() : git.tags()));
    const commit = request.commit ??
        tags.find(({ name }) => name === version.tag)?.commit ??
        (await git.commitOf(`refs/tags/${version.tag}`));
    const range = planRange({
        tags,
        version,
        tagPrefix,
        ...(previousTag === undefined ? {} : { previousTag }),
    });
    const excluded = shallow || remoteTags
        ? await git.deepen({
            ...(tags.some(({ name }) => name === version.tag) ? { tag: version.tag } : {}),
            commit,
            exclude: range.exclude,
        })
        : range.exclude;
    const exclude = excluded.map((tag) => tag.commit);
    const [commits, changelog, upgrading] = await Promise.all([
        git.log({ tip: commit, exclude, ...(request.paths ? { paths: request.paths } : {}) }, (raw) => readCommit(raw, request.references)),
        changelogSection(git, request, commit),
        upgrade(git, request, commit, range.previous),
    ]);
    const migration = request.notesFile === undefined ? '' : migrationFor(request.notesFile, version.text);
    const { repository, types, style, header, footer } = request;
    const input = {
        version,
        commits,
        ...(range.previous ? { previousTag: range.previous.name } : {}),
        ...(repository ? { repository } : {}),
        ...(types ? { types } : {}),
        ...(style ? { style } : {}),
        ...(header === undefined ? {} : { header }),
        ...(footer === undefined ? {} : { footer }),
        ...(migration === '' ? {} : { migration }),
        ...(changelog === undefined ? {} : { changelog }),
        ...(upgrading === undefined ? {} : { upgrading }),
    };
    return { range, input };
}
async function changelogSection(git, { changelogFile, version }, commit) {
    if (changelogFile === undefined || changelogFile === '')
        return undefined;
    const text = await git.show(commit, changelogFile);
    return text === undefined ? null : (sectionOf(text, version.text) ?? null);
}
async function upgrade(git, { configExample, migrations }, commit, previous) {
    if (previous === undefined || (configExample ?? migrations) === undefined)
        return undefined;
    const { describeUpgrade } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(292), __nccwpck_require__.e(982)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9982));
    const [before, after, filesBefore, filesAfter] = await Promise.all([
        configExample === undefined ? undefined : git.show(previous.commit, configExample),
        configExample === undefined ? undefined : git.show(commit, configExample),
        migrations === undefined ? [] : git.listFiles(previous.commit, migrations),
        migrations === undefined ? [] : git.listFiles(commit, migrations),
    ]);
    return describeUpgrade({
        previousTag: previous.name,
        ...(configExample === undefined ? {} : { config: { path: configExample, before, after } }),
        migrations: { before: filesBefore, after: filesAfter },
    });
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./build/world/exec.js


const lastLines = 20;
const longestErrorLine = 4000;
const longestOpenLine = 64 * 1024;
const stderrKept = 1024 * 1024;
const graceMs = 2000;
function makeExec(options) {
    return {
        run: (argv, runOptions = {}) => runProgram(options, argv, runOptions),
    };
}
function safeLogLine(line) {
    return (line
        .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
        .replace(/^(\s*):(?=:)/, '$1:\u200b')
        .replace(/##(?=\[)/g, '#\u200b#'));
}
function safeLogLines(text) {
    return text.split(/\r\n?|\n/).map(safeLogLine);
}
async function runProgram(base, argv, options) {
    const [program, ...args] = argv;
    if (program === undefined)
        throw new TypeError('an empty argument vector');
    base.trace?.(argv);
    const signals = [base.signal, options.signal].filter((signal) => signal !== undefined);
    const stop = signals.length > 0 ? AbortSignal.any(signals) : undefined;
    const name = program.slice(program.lastIndexOf('/') + 1);
    if (stop?.aborted)
        throw stopped(name);
    const child = (0,external_node_child_process_namespaceObject.spawn)(program, args, {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: { ...base.env, ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
    });
    const stdout = [];
    const stderr = endOfOutput(stderrKept);
    const lines = { out: lineReader(options.onLine), err: lineReader(options.onLine) };
    child.stdout.on('data', (chunk) => {
        if (options.onStdout)
            options.onStdout(chunk);
        else
            stdout.push(chunk);
        lines.out.push(chunk);
    });
    child.stderr.on('data', (chunk) => {
        stderr.push(chunk);
        lines.err.push(chunk);
    });
    child.stdin.on('error', (error) => {
        if (error.code !== 'EPIPE')
            child.emit('error', error);
    });
    child.stdin.end(options.input ?? '');
    let timer;
    const end = () => {
        killGroup(child.pid, 'SIGTERM');
        timer = setTimeout(() => {
            killGroup(child.pid, 'SIGKILL');
        }, graceMs);
    };
    stop?.addEventListener('abort', end, { once: true });
    try {
        const { code, signal } = await new Promise((resolve, reject) => {
            child.once('error', reject);
            child.once('close', (exitCode, exitSignal) => {
                resolve({ code: exitCode, signal: exitSignal });
            });
        });
        lines.out.end();
        lines.err.end();
        if (stop?.aborted)
            throw stopped(name);
        const result = {
            code: code ?? 128,
            stdout: Buffer.concat(stdout),
            stderr: stderr.text(),
        };
        if (result.code !== 0 && !options.allowFailure)
            throw failed(name, args, result, signal);
        return result;
    }
    catch (error) {
        if (error instanceof ReleaseError)
            throw error;
        const missing = error.code === 'ENOENT';
        throw new ReleaseError(missing ? `${name} was not found` : `${name} could not be started`, {
            code: 'tool-failed',
            hint: `Install ${name} on the runner and see that it is on PATH.`,
            cause: error,
        });
    }
    finally {
        clearTimeout(timer);
        stop?.removeEventListener('abort', end);
    }
}
function stopped(name) {
    return new ReleaseError(`${name} was stopped because the run was cancelled`, {
        code: 'cancelled',
        hint: 'Run the workflow again: it goes on from where this run stopped.',
    });
}
function failed(name, args, result, signal) {
    const output = result.stderr.trim() === '' ? result.stdout.toString() : result.stderr;
    const tail = safeLogLines(output.trimEnd()).slice(-lastLines).map(shortened).join('\n');
    const how = signal === null ? `exited with ${result.code}` : `was ended by ${signal}`;
    const what = args.find((arg) => !arg.startsWith('-'));
    return new ReleaseError(`${what === undefined ? name : `${name} ${safeLogLine(what)}`} ${how}${tail === '' ? '' : `:\n${tail}`}`, {
        code: 'tool-failed',
        hint: `What ${name} said last says what is wrong; the log of this step has the rest.`,
    });
}
function shortened(line) {
    return line.length > longestErrorLine ? `${line.slice(0, longestErrorLine)}\u2026` : line;
}
function endOfOutput(limit) {
    const chunks = [];
    let size = 0;
    return {
        push: (chunk) => {
            chunks.push(chunk);
            size += chunk.length;
            while (size - (chunks[0]?.length ?? 0) >= limit)
                size -= chunks.shift()?.length ?? 0;
        },
        text: () => Buffer.concat(chunks).toString(),
    };
}
function killGroup(pid, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
function lineReader(onLine) {
    let rest = '';
    const decoder = new TextDecoder();
    const emit = (text) => {
        const parts = (rest + text).split(/\r?\n|\r/);
        rest = parts.pop() ?? '';
        for (const part of parts)
            onLine?.(safeLogLine(part));
        if (rest.length < longestOpenLine)
            return;
        onLine?.(safeLogLine(rest));
        rest = '';
    };
    return {
        push: (chunk) => {
            if (onLine)
                emit(decoder.decode(chunk, { stream: true }));
        },
        end: () => {
            if (rest !== '')
                onLine?.(safeLogLine(rest));
            rest = '';
        },
    };
}

;// CONCATENATED MODULE: ./build/world/git-shallow.js


const depths = [50, 400, 3200];
const mostFetched = 32;
async function deepenShallow(run, remote, { tag, commit, exclude }) {
    const fetch = (depth, tags) => {
        const options = ['--quiet', '--no-tags', '--no-recurse-submodules', '--filter=blob:none', depth];
        const references = tags.map(({ name }) => `+refs/tags/${name}:refs/tags/${name}`);
        return run(['fetch', ...options, remote, tag === undefined ? commit : `refs/tags/${tag}`, ...references]);
    };
    const near = exclude.slice(0, mostFetched);
    try {
        for (const depth of near.length === 0 ? [] : depths) {
            await fetch(`--depth=${depth}`, near);
            if (await isComplete(run, commit, near))
                return near;
        }
        await fetch('--unshallow', exclude);
        return exclude;
    }
    catch (error) {
        const what = `this checkout has only a part of the history, and git could not fetch the rest from ${remote}`;
        throw new ReleaseError(`${what}: ${messageOf(error)}`, {
            hint: '- uses: actions/checkout@v6\n  with:\n    fetch-depth: 0',
            cause: error,
        });
    }
}
async function fetchMissing(run, remote, { exclude }) {
    if (exclude.length === 0)
        return exclude;
    const { stdout } = await run(['cat-file', '--batch-check=%(objectname)'], {
        input: exclude.map(({ commit }) => `${commit}\n`).join(''),
        env: { GIT_NO_LAZY_FETCH: '1' },
    });
    const here = new Set(stdout.toString().split('\n'));
    const missing = exclude.filter(({ commit }) => !here.has(commit));
    if (missing.length > 0) {
        const references = missing.map(({ name }) => `+refs/tags/${name}:refs/tags/${name}`);
        await run(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', remote, ...references]);
    }
    return exclude;
}
async function isComplete(run, commit, exclude) {
    const log = async (options, revisions) => {
        const input = `${revisions.join('\n')}\n`;
        const { stdout } = await run(['log', '--no-color', '--stdin', ...options], { input });
        return stdout.toString().split('\n').filter(Boolean);
    };
    const { stdout } = await run(['rev-parse', '--path-format=absolute', '--git-path', 'shallow']);
    const cut = cutCommits(stdout.toString().trim());
    if (cut.size === 0)
        return true;
    const range = await log(['--format=%H %ct'], [commit, ...exclude.map((tag) => `^${tag.commit}`)]);
    let oldest = Infinity;
    for (const line of range) {
        const [hash = '', date = ''] = line.split(' ');
        if (cut.has(hash))
            return false;
        oldest = Math.min(oldest, Number(date));
    }
    const dates = range.length === 0 ? [] : await log(['--no-walk', '--format=%ct'], [...cut]);
    return dates.every((date) => Number(date) < oldest);
}
function cutCommits(path) {
    try {
        return new Set((0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8').split('\n').filter(Boolean));
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return new Set();
        throw error;
    }
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");
;// CONCATENATED MODULE: ./build/world/git-log.js

const logFormat = '%H%x00%P%x00%an%x00%ae%x00%at%x00%B';
const fields = 6;
function logReader(onCommit) {
    const pending = [];
    return {
        push: (chunk) => {
            pending.push(chunk);
            if (!chunk.includes(0))
                return;
            const data = pending.length === 1 ? chunk : Buffer.concat(pending);
            pending.length = 0;
            let start = 0;
            let ends = [];
            for (let nul = data.indexOf(0); nul >= 0; nul = data.indexOf(0, nul + 1)) {
                ends.push(nul);
                if (ends.length < fields)
                    continue;
                onCommit(readRecord(data, start, ends));
                start = nul + 1;
                ends = [];
            }
            if (start < data.length)
                pending.push(data.subarray(start));
        },
        end: () => {
            if (pending.length > 0)
                throw new TypeError('git log ended in the middle of a commit');
        },
    };
}
function readRecord(data, start, ends) {
    const from = (i) => (i === 0 ? start : (ends[i - 1] ?? 0) + 1);
    const ascii = (i) => data.toString('latin1', from(i), ends[i]);
    const text = (i) => decode(data.subarray(from(i), ends[i]));
    const parents = ascii(1);
    return {
        hash: ascii(0),
        parents: parents === '' ? [] : parents.split(' '),
        author: text(2),
        email: text(3),
        authored: Number(ascii(4)),
        message: text(5),
    };
}
function decode(bytes) {
    return (0,external_node_buffer_namespaceObject.isUtf8)(bytes) ? bytes.toString() : new TextDecoder('windows-1252').decode(bytes);
}

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/world/patience.js


class HttpError extends ReleaseError {
    status;
    retryAfter;
    constructor(message, options) {
        super(message, { code: 'registry-failed', ...options });
        this.status = options.status;
        this.retryAfter = options.retryAfter;
    }
}
class LookAgain extends ReleaseError {
}
const defaultPatience = { attempts: 5, firstMs: 500, maxMs: 15_000 };
const passingCodes = new Set([
    'ECONNRESET',
    'ECONNREFUSED',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EAI_AGAIN',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'UND_ERR_SOCKET',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'ECONNECTIONTIMEOUT',
    'EIDLETIMEOUT',
    'ERESPONSETIMEOUT',
    'ETRANSFERTIMEOUT',
]);
function isPassing(error) {
    if (error instanceof LookAgain)
        return true;
    if (typeof error !== 'object' || error === null)
        return false;
    const { status, statusCode, code, message, cause } = error;
    const answered = typeof status === 'number' ? status : statusCode;
    if (typeof answered === 'number') {
        return answered === 408 || answered === 425 || answered === 429 || answered >= 500 || isRateLimit(error);
    }
    if (typeof code === 'string' && passingCodes.has(code))
        return true;
    if (typeof message === 'string' &&
        /socket hang up|other side closed|\bterminated|aborted before|Error: aborted\b|\bECONNRESET\b|Client network socket disconnected|fetch failed|Request timeout/.test(message)) {
        return true;
    }
    return cause !== undefined && isPassing(cause);
}
function isRateLimit(error) {
    const { status, message, response } = error;
    return (status === 403 &&
        (/rate limit|abuse/i.test(String(message)) || response?.headers?.['retry-after'] !== undefined));
}
function waitAsked(error) {
    if (error instanceof HttpError)
        return error.retryAfter;
    if (typeof error !== 'object' || error === null)
        return undefined;
    const headers = error.response?.headers;
    const seconds = Number(headers?.['retry-after'] ?? Number.NaN);
    return Number.isFinite(seconds) ? seconds : undefined;
}
async function patiently(what, attempt, patience = defaultPatience) {
    for (let n = 1;; n++) {
        try {
            patience.signal?.throwIfAborted();
            return await attempt(n);
        }
        catch (error) {
            if (n >= patience.attempts || patience.signal?.aborted || !isPassing(error))
                throw error;
            const asked = waitAsked(error);
            const grown = Math.min(patience.maxMs, patience.firstMs * 2 ** (n - 1)) * (0.8 + Math.random() * 0.4);
            const wait = asked === undefined ? grown : Math.min(asked * 1000, 120_000);
            patience.onWait?.(`${what}: ${messageOf(error)}; trying again in ${(wait / 1000).toFixed(1)} s (${n} of ${patience.attempts})`);
            await (0,promises_namespaceObject.setTimeout)(wait, undefined, patience.signal ? { signal: patience.signal } : {});
        }
    }
}

;// CONCATENATED MODULE: ./build/world/passing-exec.js


const passingWords = [
    /\b(?:HTTP|status|code|error)[^\n\d]{0,30}\b(?:408|429|50[0234])\b/i,
    /\b(?:408 Request Timeout|429 Too Many Requests|500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
    /\bE(?:CONNRESET|CONNREFUSED|TIMEDOUT|PIPE|AI_AGAIN)\b/,
    /connection (?:was )?(?:reset|refused|closed|timed out)|connection to \S+ broken|reset by peer|broken pipe/i,
    /\b(?:unexpected )?EOF\b|remote end hung up|early EOF|unexpected disconnect/,
    /\bcurl 28\b|operation too slow|less than \d+ bytes\/sec/i,
    /i\/o timeout|TLS handshake timeout|context deadline exceeded|Client\.Timeout|operation timed out/i,
    /could not resolve host|temporary failure in name resolution|server misbehaving/i,
];
function isPassingOutput(output) {
    return passingWords.some((words) => words.test(output));
}
function read(error) {
    if (!(error instanceof ReleaseError) || error instanceof LookAgain || !isPassingOutput(error.message))
        return error;
    return new LookAgain(error.message, { hint: error.hint, cause: error.cause });
}
function onceExec(exec) {
    return {
        run: async (argv, options) => {
            try {
                return await exec.run(argv, options);
            }
            catch (error) {
                throw read(error);
            }
        },
    };
}
const questionMs = 180_000;
function patientExec(exec, patience = defaultPatience, limitMs = questionMs) {
    const once = onceExec(exec);
    return {
        run: (argv, options = {}) => {
            const what = argv.slice(0, 2).join(' ');
            if (limitMs === Infinity)
                return patiently(what, () => once.run(argv, options), patience);
            return patiently(what, async () => {
                const late = AbortSignal.timeout(limitMs);
                const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late]);
                try {
                    return await once.run(argv, { ...options, signal });
                }
                catch (error) {
                    if (!late.aborted || options.signal?.aborted === true)
                        throw error;
                    const asked = argv.slice(0, 2).map((word) => word.slice(word.lastIndexOf('/') + 1));
                    throw new LookAgain(`${asked.join(' ')} had no answer for ${limitMs / 1000} s`, {
                        hint: 'Run the workflow again: it goes on from here. See https://www.githubstatus.com.',
                        cause: error,
                    });
                }
            }, patience);
        },
    };
}

;// CONCATENATED MODULE: ./build/world/git.js







const settings = [
    'core.quotePath=false',
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'log.showSignature=false',
    'log.showRoot=true',
    'color.ui=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'safe.directory=*',
    'http.lowSpeedLimit=1',
    'http.lowSpeedTime=60',
].flatMap((setting) => ['-c', setting]);
function makeGit(exec, options) {
    const asking = patientExec(exec, undefined, Infinity);
    const run = (args, runOptions = {}) => (/^(?:ls-remote|fetch)$/.test(args[0] ?? '') ? asking : exec).run(['git', '--no-pager', ...settings, ...args], {
        ...runOptions,
        cwd: options.cwd,
        env: {
            LC_ALL: 'C',
            GIT_TERMINAL_PROMPT: '0',
            GIT_OPTIONAL_LOCKS: '0',
            ...options.env,
            ...runOptions.env,
        },
    });
    const line = async (args) => (await run(args)).stdout.toString().trim();
    const remote = options.remote ?? 'origin';
    const isShallow = async () => {
        const dotGit = (0,external_node_path_namespaceObject.join)(options.cwd, '.git');
        if ((0,external_node_fs_namespaceObject.existsSync)(dotGit) && (0,external_node_fs_namespaceObject.statSync)(dotGit).isDirectory())
            return (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(dotGit, 'shallow'));
        return (await line(['rev-parse', '--is-shallow-repository'])) === 'true';
    };
    const remoteTags = async () => readTags((await run(['ls-remote', '--tags', remote])).stdout.toString());
    return {
        tags: async () => {
            const { code, stdout, stderr } = await run(['show-ref', '--tags', '--dereference'], {
                allowFailure: true,
            });
            if (code <= 1)
                return readTags(stdout.toString());
            throw new ReleaseError(`git could not read the tags: ${stderr.trim()}`, {
                hint: `git fetch --force --tags ${remote}`,
            });
        },
        remoteTags,
        commitOf: async (revision) => {
            const { code, stdout } = await run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], { allowFailure: true });
            const name = stdout.toString().trim().split('\n').at(-1) ?? '';
            if (code === 0 && isCommitSha(name))
                return name;
            throw new ReleaseError(`there is no commit ${revision} in this checkout`, {
                hint: `git fetch ${remote} ${revision}`,
            });
        },
        log: async ({ tip, exclude, paths = [] }, read) => {
            const commits = [];
            const reader = logReader((commit) => commits.push(read(commit)));
            const args = [
                'log',
                '-z',
                '--encoding=UTF-8',
                '--no-color',
                `--format=${logFormat}`,
                '--end-of-options',
            ];
            const revisions = [tip, ...exclude.map((name) => `^${name}`)];
            await run([...args, ...revisions, '--', ...paths], { onStdout: reader.push });
            reader.end();
            return commits;
        },
        isAncestor: async (ancestor, descendant) => {
            const args = ['merge-base', '--is-ancestor', '--end-of-options', ancestor, descendant];
            const { code, stderr } = await run(args, { allowFailure: true });
            if (code <= 1)
                return code === 0;
            throw new ReleaseError(`git could not compare ${ancestor} with ${descendant}: ${stderr.trim()}`, {
                hint: `git fetch ${remote} ${ancestor} ${descendant}`,
            });
        },
        isShallow,
        deepen: async (input) => (await isShallow()) ? deepenShallow(run, remote, input) : fetchMissing(run, remote, input),
        show: async (commit, path) => {
            const entry = await treeEntry(run, commit, path);
            return entry === undefined ? undefined : (await run(['cat-file', 'blob', entry])).stdout.toString();
        },
        listFiles: async (commit, glob) => {
            const folder = /^[^*?[{\\]*\//.exec(glob)?.[0] ?? '';
            const args = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit];
            const { stdout } = await run(folder === '' ? args : [...args, '--', folder]);
            return readTree(stdout.toString()).filter(({ path }) => (0,external_node_path_namespaceObject.matchesGlob)(path, glob));
        },
        committerDate: async (commit) => Number(await line(['log', '-1', '--format=%ct', '--no-color', '--end-of-options', commit])),
    };
}
function readTags(output) {
    const tags = [];
    const width = output.search(/[ \t]/);
    const lead = width + ' refs/tags/'.length;
    for (let start = 0, end; (end = output.indexOf('\n', start)) >= 0; start = end + 1) {
        const object = output.slice(start, start + width);
        if (!output.startsWith('^{}', end - 3)) {
            tags.push({ name: tagName(output.slice(start + lead, end)), commit: object, annotated: false });
            continue;
        }
        const tag = tags.pop();
        if (tag)
            tags.push({ name: tag.name, commit: object, annotated: true });
    }
    return tags;
}
async function treeEntry(run, commit, path) {
    const args = ['ls-tree', '-z', '--full-tree', '--end-of-options', commit, '--', path];
    const { stdout } = await run(args, { env: { GIT_LITERAL_PATHSPECS: '1' } });
    return readTree(stdout.toString()).find((entry) => entry.path === path)?.blob;
}
function readTree(output) {
    const entries = [];
    for (const record of output.split('\0')) {
        const match = /^\d{6} blob ([0-9a-f]+)\t(.+)$/s.exec(record);
        if (match)
            entries.push({ blob: match[1] ?? '', path: match[2] ?? '' });
    }
    return entries;
}

;// CONCATENATED MODULE: ./build/notes.js










const usage = 'npm run notes -- --repo DIR --tag vX.Y.Z [--from TAG] [--json] [--tag-prefix P] [--repository OWNER/NAME]\n' +
    '  [--types JSON] [--style full|short] [--path P]\u2026 [--changelog-file F] [--notes-file F]\n' +
    '  [--config-example F] [--migrations GLOB]';
async function main() {
    const { values } = (0,external_node_util_namespaceObject.parseArgs)({
        options: {
            repo: { type: 'string', default: '.' },
            tag: { type: 'string' },
            from: { type: 'string' },
            json: { type: 'boolean', default: false },
            'tag-prefix': { type: 'string', default: '' },
            repository: { type: 'string' },
            types: { type: 'string' },
            style: { type: 'string', default: 'full' },
            path: { type: 'string', multiple: true },
            'changelog-file': { type: 'string' },
            'notes-file': { type: 'string' },
            'config-example': { type: 'string' },
            migrations: { type: 'string' },
        },
    });
    const version = parseTag(values.tag ?? '', values['tag-prefix']);
    if (!version) {
        throw new ReleaseError(`${values.tag ?? 'nothing'} is no release tag`, { hint: usage });
    }
    const environment = Object.entries(process.env).filter((e) => e[1] !== undefined);
    const git = makeGit(makeExec({ env: Object.fromEntries(environment) }), { cwd: values.repo });
    const remote = values.repository ?? originOf(values.repo);
    const [owner, name] = remote?.split('/') ?? [];
    const request = {
        version,
        tagPrefix: values['tag-prefix'],
        references: values.json,
        style: values.style === 'short' ? 'short' : 'full',
        ...(values.from === undefined ? {} : { previousTag: values.from }),
        ...(owner && name ? { repository: { owner, name, serverUrl: 'https://github.com' } } : {}),
        ...(values.types === undefined ? {} : { types: await readTypes(values.types) }),
        ...(values.path === undefined ? {} : { paths: values.path }),
        ...(values['changelog-file'] === undefined ? {} : { changelogFile: values['changelog-file'] }),
        ...(values['notes-file'] === undefined ? {} : { notesFile: (0,external_node_fs_namespaceObject.readFileSync)(values['notes-file'], 'utf8') }),
        ...(values['config-example'] === undefined ? {} : { configExample: values['config-example'] }),
        ...(values.migrations === undefined ? {} : { migrations: values.migrations }),
    };
    const { input, range } = await gatherNotes(git, request);
    const notes = renderNotes(input);
    process.stdout.write(values.json ? `${JSON.stringify(asJson(notes, range.previous?.name))}\n` : notes.body);
    for (const warning of notes.warnings)
        process.stderr.write(`warning: ${warning}\n`);
}
function asJson(notes, previousTag) {
    return { previousTag: previousTag ?? null, ...notes };
}
function originOf(repo) {
    try {
        const config = (0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(repo, '.git', 'config'), 'utf8');
        return /\[remote "origin"\][^[]*?url = \S*github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\s/.exec(config)?.[1];
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}
main().catch((error) => {
    const hint = error instanceof ReleaseError ? `\n${error.hint}` : '';
    process.stderr.write(`${messageOf(error)}${hint}\n`);
    process.exitCode = 1;
});

