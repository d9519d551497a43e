export const id = 185;
export const ids = [185];
export const modules = {

/***/ 64528:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;
// The MIT License (MIT)
//
// Copyright (c) 2016 Zhipeng Jia
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.



function isNode () {
  if (typeof process === 'object') {
    if (typeof process.versions === 'object') {
      if (typeof process.versions.node !== 'undefined') {
        return true
      }
    }
  }
  return false
}

function isUint8Array (object) {
  return object instanceof Uint8Array && (!isNode() || !Buffer.isBuffer(object))
}

function isArrayBuffer (object) {
  return object instanceof ArrayBuffer
}

function isBuffer (object) {
  if (!isNode()) {
    return false
  }
  return Buffer.isBuffer(object)
}

var SnappyDecompressor = (__webpack_require__(50422)/* .SnappyDecompressor */ .c)
var SnappyCompressor = (__webpack_require__(38437)/* .SnappyCompressor */ .d)

var TYPE_ERROR_MSG = 'Argument compressed must be type of ArrayBuffer, Buffer, or Uint8Array'

function uncompress (compressed, maxLength) {
  if (!isUint8Array(compressed) && !isArrayBuffer(compressed) && !isBuffer(compressed)) {
    throw new TypeError(TYPE_ERROR_MSG)
  }
  var uint8Mode = false
  var arrayBufferMode = false
  if (isUint8Array(compressed)) {
    uint8Mode = true
  } else if (isArrayBuffer(compressed)) {
    arrayBufferMode = true
    compressed = new Uint8Array(compressed)
  }
  var decompressor = new SnappyDecompressor(compressed)
  var length = decompressor.readUncompressedLength()
  if (length === -1) {
    throw new Error('Invalid Snappy bitstream')
  }
  if (length > maxLength) {
    throw new Error(`The uncompressed length of ${length} is too big, expect at most ${maxLength}`)
  }
  var uncompressed, uncompressedView
  if (uint8Mode) {
    uncompressed = new Uint8Array(length)
    if (!decompressor.uncompressToBuffer(uncompressed)) {
      throw new Error('Invalid Snappy bitstream')
    }
  } else if (arrayBufferMode) {
    uncompressed = new ArrayBuffer(length)
    uncompressedView = new Uint8Array(uncompressed)
    if (!decompressor.uncompressToBuffer(uncompressedView)) {
      throw new Error('Invalid Snappy bitstream')
    }
  } else {
    uncompressed = Buffer.alloc(length)
    if (!decompressor.uncompressToBuffer(uncompressed)) {
      throw new Error('Invalid Snappy bitstream')
    }
  }
  return uncompressed
}

function compress (uncompressed) {
  if (!isUint8Array(uncompressed) && !isArrayBuffer(uncompressed) && !isBuffer(uncompressed)) {
    throw new TypeError(TYPE_ERROR_MSG)
  }
  var uint8Mode = false
  var arrayBufferMode = false
  if (isUint8Array(uncompressed)) {
    uint8Mode = true
  } else if (isArrayBuffer(uncompressed)) {
    arrayBufferMode = true
    uncompressed = new Uint8Array(uncompressed)
  }
  var compressor = new SnappyCompressor(uncompressed)
  var maxLength = compressor.maxCompressedLength()
  var compressed, compressedView
  var length
  if (uint8Mode) {
    compressed = new Uint8Array(maxLength)
    length = compressor.compressToBuffer(compressed)
  } else if (arrayBufferMode) {
    compressed = new ArrayBuffer(maxLength)
    compressedView = new Uint8Array(compressed)
    length = compressor.compressToBuffer(compressedView)
  } else {
    compressed = Buffer.alloc(maxLength)
    length = compressor.compressToBuffer(compressed)
  }
  if (!compressed.slice) { // ie11
    var compressedArray = new Uint8Array(Array.prototype.slice.call(compressed, 0, length))
    if (uint8Mode) {
      return compressedArray
    } else if (arrayBufferMode) {
      return compressedArray.buffer
    } else {
      throw new Error('Not implemented')
    }
  }

  return compressed.slice(0, length)
}

exports.k = uncompress
__webpack_unused_export__ = compress


/***/ }),

/***/ 38437:
/***/ ((__unused_webpack_module, exports) => {

// The MIT License (MIT)
//
// Copyright (c) 2016 Zhipeng Jia
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.



var BLOCK_LOG = 16
var BLOCK_SIZE = 1 << BLOCK_LOG

var MAX_HASH_TABLE_BITS = 14
var globalHashTables = new Array(MAX_HASH_TABLE_BITS + 1)

function hashFunc (key, hashFuncShift) {
  return (key * 0x1e35a7bd) >>> hashFuncShift
}

function load32 (array, pos) {
  return array[pos] + (array[pos + 1] << 8) + (array[pos + 2] << 16) + (array[pos + 3] << 24)
}

function equals32 (array, pos1, pos2) {
  return array[pos1] === array[pos2] &&
         array[pos1 + 1] === array[pos2 + 1] &&
         array[pos1 + 2] === array[pos2 + 2] &&
         array[pos1 + 3] === array[pos2 + 3]
}

function copyBytes (fromArray, fromPos, toArray, toPos, length) {
  var i
  for (i = 0; i < length; i++) {
    toArray[toPos + i] = fromArray[fromPos + i]
  }
}

function emitLiteral (input, ip, len, output, op) {
  if (len <= 60) {
    output[op] = (len - 1) << 2
    op += 1
  } else if (len < 256) {
    output[op] = 60 << 2
    output[op + 1] = len - 1
    op += 2
  } else {
    output[op] = 61 << 2
    output[op + 1] = (len - 1) & 0xff
    output[op + 2] = (len - 1) >>> 8
    op += 3
  }
  copyBytes(input, ip, output, op, len)
  return op + len
}

function emitCopyLessThan64 (output, op, offset, len) {
  if (len < 12 && offset < 2048) {
    output[op] = 1 + ((len - 4) << 2) + ((offset >>> 8) << 5)
    output[op + 1] = offset & 0xff
    return op + 2
  } else {
    output[op] = 2 + ((len - 1) << 2)
    output[op + 1] = offset & 0xff
    output[op + 2] = offset >>> 8
    return op + 3
  }
}

function emitCopy (output, op, offset, len) {
  while (len >= 68) {
    op = emitCopyLessThan64(output, op, offset, 64)
    len -= 64
  }
  if (len > 64) {
    op = emitCopyLessThan64(output, op, offset, 60)
    len -= 60
  }
  return emitCopyLessThan64(output, op, offset, len)
}

function compressFragment (input, ip, inputSize, output, op) {
  var hashTableBits = 1
  while ((1 << hashTableBits) <= inputSize &&
         hashTableBits <= MAX_HASH_TABLE_BITS) {
    hashTableBits += 1
  }
  hashTableBits -= 1
  var hashFuncShift = 32 - hashTableBits

  if (typeof globalHashTables[hashTableBits] === 'undefined') {
    globalHashTables[hashTableBits] = new Uint16Array(1 << hashTableBits)
  }
  var hashTable = globalHashTables[hashTableBits]
  var i
  for (i = 0; i < hashTable.length; i++) {
    hashTable[i] = 0
  }

  var ipEnd = ip + inputSize
  var ipLimit
  var baseIp = ip
  var nextEmit = ip

  var hash, nextHash
  var nextIp, candidate, skip
  var bytesBetweenHashLookups
  var base, matched, offset
  var prevHash, curHash
  var flag = true

  var INPUT_MARGIN = 15
  if (inputSize >= INPUT_MARGIN) {
    ipLimit = ipEnd - INPUT_MARGIN

    ip += 1
    nextHash = hashFunc(load32(input, ip), hashFuncShift)

    while (flag) {
      skip = 32
      nextIp = ip
      do {
        ip = nextIp
        hash = nextHash
        bytesBetweenHashLookups = skip >>> 5
        skip += 1
        nextIp = ip + bytesBetweenHashLookups
        if (ip > ipLimit) {
          flag = false
          break
        }
        nextHash = hashFunc(load32(input, nextIp), hashFuncShift)
        candidate = baseIp + hashTable[hash]
        hashTable[hash] = ip - baseIp
      } while (!equals32(input, ip, candidate))

      if (!flag) {
        break
      }

      op = emitLiteral(input, nextEmit, ip - nextEmit, output, op)

      do {
        base = ip
        matched = 4
        while (ip + matched < ipEnd && input[ip + matched] === input[candidate + matched]) {
          matched += 1
        }
        ip += matched
        offset = base - candidate
        op = emitCopy(output, op, offset, matched)

        nextEmit = ip
        if (ip >= ipLimit) {
          flag = false
          break
        }
        prevHash = hashFunc(load32(input, ip - 1), hashFuncShift)
        hashTable[prevHash] = ip - 1 - baseIp
        curHash = hashFunc(load32(input, ip), hashFuncShift)
        candidate = baseIp + hashTable[curHash]
        hashTable[curHash] = ip - baseIp
      } while (equals32(input, ip, candidate))

      if (!flag) {
        break
      }

      ip += 1
      nextHash = hashFunc(load32(input, ip), hashFuncShift)
    }
  }

  if (nextEmit < ipEnd) {
    op = emitLiteral(input, nextEmit, ipEnd - nextEmit, output, op)
  }

  return op
}

function putVarint (value, output, op) {
  do {
    output[op] = value & 0x7f
    value = value >>> 7
    if (value > 0) {
      output[op] += 0x80
    }
    op += 1
  } while (value > 0)
  return op
}

function SnappyCompressor (uncompressed) {
  this.array = uncompressed
}

SnappyCompressor.prototype.maxCompressedLength = function () {
  var sourceLen = this.array.length
  return 32 + sourceLen + Math.floor(sourceLen / 6)
}

SnappyCompressor.prototype.compressToBuffer = function (outBuffer) {
  var array = this.array
  var length = array.length
  var pos = 0
  var outPos = 0

  var fragmentSize

  outPos = putVarint(length, outBuffer, outPos)
  while (pos < length) {
    fragmentSize = Math.min(length - pos, BLOCK_SIZE)
    outPos = compressFragment(array, pos, fragmentSize, outBuffer, outPos)
    pos += fragmentSize
  }

  return outPos
}

exports.d = SnappyCompressor


/***/ }),

/***/ 50422:
/***/ ((__unused_webpack_module, exports) => {

// The MIT License (MIT)
//
// Copyright (c) 2016 Zhipeng Jia
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.



var WORD_MASK = [0, 0xff, 0xffff, 0xffffff, 0xffffffff]

function copyBytes (fromArray, fromPos, toArray, toPos, length) {
  var i
  for (i = 0; i < length; i++) {
    toArray[toPos + i] = fromArray[fromPos + i]
  }
}

function selfCopyBytes (array, pos, offset, length) {
  var i
  for (i = 0; i < length; i++) {
    array[pos + i] = array[pos - offset + i]
  }
}

function SnappyDecompressor (compressed) {
  this.array = compressed
  this.pos = 0
}

SnappyDecompressor.prototype.readUncompressedLength = function () {
  var result = 0
  var shift = 0
  var c, val
  while (shift < 32 && this.pos < this.array.length) {
    c = this.array[this.pos]
    this.pos += 1
    val = c & 0x7f
    if (((val << shift) >>> shift) !== val) {
      return -1
    }
    result |= val << shift
    if (c < 128) {
      return result
    }
    shift += 7
  }
  return -1
}

SnappyDecompressor.prototype.uncompressToBuffer = function (outBuffer) {
  var array = this.array
  var arrayLength = array.length
  var pos = this.pos
  var outPos = 0

  var c, len, smallLen
  var offset

  while (pos < array.length) {
    c = array[pos]
    pos += 1
    if ((c & 0x3) === 0) {
      // Literal
      len = (c >>> 2) + 1
      if (len > 60) {
        if (pos + 3 >= arrayLength) {
          return false
        }
        smallLen = len - 60
        len = array[pos] + (array[pos + 1] << 8) + (array[pos + 2] << 16) + (array[pos + 3] << 24)
        len = (len & WORD_MASK[smallLen]) + 1
        pos += smallLen
      }
      if (pos + len > arrayLength) {
        return false
      }
      copyBytes(array, pos, outBuffer, outPos, len)
      pos += len
      outPos += len
    } else {
      switch (c & 0x3) {
        case 1:
          len = ((c >>> 2) & 0x7) + 4
          offset = array[pos] + ((c >>> 5) << 8)
          pos += 1
          break
        case 2:
          if (pos + 1 >= arrayLength) {
            return false
          }
          len = (c >>> 2) + 1
          offset = array[pos] + (array[pos + 1] << 8)
          pos += 2
          break
        case 3:
          if (pos + 3 >= arrayLength) {
            return false
          }
          len = (c >>> 2) + 1
          offset = array[pos] + (array[pos + 1] << 8) + (array[pos + 2] << 16) + (array[pos + 3] << 24)
          pos += 4
          break
        default:
          break
      }
      if (offset === 0 || offset > outPos) {
        return false
      }
      selfCopyBytes(outBuffer, outPos, offset, len)
      outPos += len
    }
  }
  return true
}

exports.c = SnappyDecompressor


/***/ }),

/***/ 79939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  Oo: () => (/* binding */ once),
  Mr: () => (/* binding */ orMissing)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 21 modules
var github = __webpack_require__(11758);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-retry/dist-bundle/index.js
var dist_bundle = __webpack_require__(49735);
// EXTERNAL MODULE: ./node_modules/bottleneck/light.js
var light = __webpack_require__(63251);
;// CONCATENATED MODULE: ./node_modules/@octokit/plugin-throttling/dist-bundle/index.js
// pkg/dist-src/index.js


// pkg/dist-src/version.js
var VERSION = "0.0.0-development";

// pkg/dist-src/wrap-request.js
var noop = () => Promise.resolve();
function wrapRequest(state, request, options) {
  return state.retryLimiter.schedule(doRequest, state, request, options);
}
async function doRequest(state, request, options) {
  const { pathname } = new URL(options.url, "http://github.test");
  const isAuth = isAuthRequest(options.method, pathname);
  const isWrite = !isAuth && options.method !== "GET" && options.method !== "HEAD";
  const isSearch = options.method === "GET" && pathname.startsWith("/search/");
  const isGraphQL = pathname.startsWith("/graphql");
  const retryCount = ~~request.retryCount;
  const jobOptions = retryCount > 0 ? { priority: 0, weight: 0 } : {};
  if (state.clustering) {
    jobOptions.expiration = 1e3 * 60;
  }
  if (isWrite || isGraphQL) {
    await state.write.key(state.id).schedule(jobOptions, noop);
  }
  if (isWrite && state.triggersNotification(pathname)) {
    await state.notifications.key(state.id).schedule(jobOptions, noop);
  }
  if (isSearch) {
    await state.search.key(state.id).schedule(jobOptions, noop);
  }
  const req = (isAuth ? state.auth : state.global).key(state.id).schedule(jobOptions, request, options);
  if (isGraphQL) {
    const res = await req;
    if (res.data.errors != null && res.data.errors.some((error) => error.type === "RATE_LIMITED")) {
      const error = Object.assign(new Error("GraphQL Rate Limit Exceeded"), {
        response: res,
        data: res.data
      });
      throw error;
    }
  }
  return req;
}
function isAuthRequest(method, pathname) {
  return method === "PATCH" && // https://docs.github.com/en/rest/apps/apps?apiVersion=2022-11-28#create-a-scoped-access-token
  /^\/applications\/[^/]+\/token\/scoped$/.test(pathname) || method === "POST" && // https://docs.github.com/en/rest/apps/oauth-applications?apiVersion=2022-11-28#reset-a-token
  (/^\/applications\/[^/]+\/token$/.test(pathname) || // https://docs.github.com/en/rest/apps/apps?apiVersion=2022-11-28#create-an-installation-access-token-for-an-app
  /^\/app\/installations\/[^/]+\/access_tokens$/.test(pathname) || // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
  pathname === "/login/oauth/access_token");
}

// pkg/dist-src/generated/triggers-notification-paths.js
var triggers_notification_paths_default = [
  "/orgs/{org}/invitations",
  "/orgs/{org}/invitations/{invitation_id}",
  "/orgs/{org}/teams/{team_slug}/discussions",
  "/orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments",
  "/repos/{owner}/{repo}/collaborators/{username}",
  "/repos/{owner}/{repo}/commits/{commit_sha}/comments",
  "/repos/{owner}/{repo}/issues",
  "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  "/repos/{owner}/{repo}/issues/{issue_number}/sub_issue",
  "/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority",
  "/repos/{owner}/{repo}/pulls",
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
  "/repos/{owner}/{repo}/pulls/{pull_number}/merge",
  "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
  "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "/repos/{owner}/{repo}/releases",
  "/teams/{team_id}/discussions",
  "/teams/{team_id}/discussions/{discussion_number}/comments"
];

// pkg/dist-src/route-matcher.js
function routeMatcher(paths) {
  const regexes = paths.map(
    (path) => path.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")
  );
  const regex2 = `^(?:${regexes.map((r) => `(?:${r})`).join("|")})[^/]*$`;
  return new RegExp(regex2, "i");
}

// pkg/dist-src/index.js
var regex = routeMatcher(triggers_notification_paths_default);
var triggersNotification = regex.test.bind(regex);
var groups = {};
var createGroups = function(Bottleneck, common) {
  groups.global = new Bottleneck.Group({
    id: "octokit-global",
    maxConcurrent: 10,
    ...common
  });
  groups.auth = new Bottleneck.Group({
    id: "octokit-auth",
    maxConcurrent: 1,
    ...common
  });
  groups.search = new Bottleneck.Group({
    id: "octokit-search",
    maxConcurrent: 1,
    minTime: 2e3,
    ...common
  });
  groups.write = new Bottleneck.Group({
    id: "octokit-write",
    maxConcurrent: 1,
    minTime: 1e3,
    ...common
  });
  groups.notifications = new Bottleneck.Group({
    id: "octokit-notifications",
    maxConcurrent: 1,
    minTime: 3e3,
    ...common
  });
};
function throttling(octokit, octokitOptions) {
  const {
    enabled = true,
    Bottleneck = light,
    id = "no-id",
    timeout = 1e3 * 60 * 2,
    // Redis TTL: 2 minutes
    connection
  } = octokitOptions.throttle || {};
  if (!enabled) {
    return {};
  }
  const common = { timeout };
  if (typeof connection !== "undefined") {
    common.connection = connection;
  }
  const state = Object.assign(
    {
      clustering: connection != null,
      triggersNotification,
      fallbackSecondaryRateRetryAfter: 60,
      retryAfterBaseValue: 1e3,
      id
    },
    octokitOptions.throttle
  );
  if (typeof state.onSecondaryRateLimit !== "function" || typeof state.onRateLimit !== "function") {
    throw new Error(`octokit/plugin-throttling error:
        You must pass the onSecondaryRateLimit and onRateLimit error handlers.
        See https://octokit.github.io/rest.js/#throttling

        const octokit = new Octokit({
          throttle: {
            onSecondaryRateLimit: (retryAfter, options) => {/* ... */},
            onRateLimit: (retryAfter, options) => {/* ... */}
          }
        })
    `);
  }
  let initialized = false;
  const initializeBottleneck = () => {
    if (initialized) {
      return;
    }
    initialized = true;
    if (groups.global == null) {
      createGroups(Bottleneck, common);
    }
    state.global = state.global ?? groups.global;
    state.auth = state.auth ?? groups.auth;
    state.search = state.search ?? groups.search;
    state.write = state.write ?? groups.write;
    state.notifications = state.notifications ?? groups.notifications;
    state.retryLimiter = state.retryLimiter ?? new Bottleneck();
    const events = {};
    const emitter = new Bottleneck.Events(events);
    events.on("secondary-limit", state.onSecondaryRateLimit);
    events.on("rate-limit", state.onRateLimit);
    events.on(
      "error",
      (e) => octokit.log.warn("Error in throttling-plugin limit handler", e)
    );
    state.retryLimiter.on("failed", async function(error, info) {
      const [state2, request, options] = info.args;
      const { pathname } = new URL(options.url, "http://github.test");
      const shouldRetryGraphQL = pathname.startsWith("/graphql") && error.status !== 401;
      if (!(shouldRetryGraphQL || error.status === 403 || error.status === 429)) {
        return;
      }
      const retryCount = ~~request.retryCount;
      request.retryCount = retryCount;
      options.request.retryCount = retryCount;
      const { wantRetry, retryAfter = 0 } = await (async function() {
        if (/\bsecondary rate\b/i.test(error.message)) {
          const retryAfter2 = Number(error.response.headers["retry-after"]) || state2.fallbackSecondaryRateRetryAfter;
          const wantRetry2 = await emitter.trigger(
            "secondary-limit",
            retryAfter2,
            options,
            octokit,
            retryCount
          );
          return { wantRetry: wantRetry2, retryAfter: retryAfter2 };
        }
        if (error.response.headers != null && error.response.headers["x-ratelimit-remaining"] === "0" || (error.response.data?.errors ?? []).some(
          (error2) => error2.type === "RATE_LIMITED"
        )) {
          const rateLimitReset = new Date(
            ~~error.response.headers["x-ratelimit-reset"] * 1e3
          ).getTime();
          const retryAfter2 = Math.max(
            // Add one second so we retry _after_ the reset time
            // https://docs.github.com/en/rest/overview/resources-in-the-rest-api?apiVersion=2022-11-28#exceeding-the-rate-limit
            Math.ceil((rateLimitReset - Date.now()) / 1e3) + 1,
            0
          );
          const wantRetry2 = await emitter.trigger(
            "rate-limit",
            retryAfter2,
            options,
            octokit,
            retryCount
          );
          return { wantRetry: wantRetry2, retryAfter: retryAfter2 };
        }
        return {};
      })();
      if (wantRetry) {
        request.retryCount++;
        return retryAfter * state2.retryAfterBaseValue;
      }
    });
  };
  octokit.hook.wrap("request", (request, options) => {
    initializeBottleneck();
    return wrapRequest(state, request, options);
  });
  return {};
}
throttling.VERSION = VERSION;
throttling.triggersNotification = triggersNotification;


// EXTERNAL MODULE: ./build/world/http/client.js + 2 modules
var client = __webpack_require__(56210);
// EXTERNAL MODULE: ./build/world/http/origin.js
var origin = __webpack_require__(91080);
// EXTERNAL MODULE: ./build/world/http/body.js
var http_body = __webpack_require__(62226);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
;// CONCATENATED MODULE: ./build/world/github/fetch.js




const maxJsonBytes = 64 * 1024 * 1024;
const bodiless = new Set([204, 205, 304]);
function gitHubFetch(options) {
    const http = (0,client/* makeHttp */.fK)({
        userAgent: options.userAgent,
        origins: (0,origin/* gitHubOrigins */.jz)(options.repository),
    });
    return async (url, { method = 'GET', headers, body, signal }) => {
        const named = headers;
        const isAsset = named['accept'] === 'application/octet-stream';
        const answer = await http((0,compact/* compact */.o)({
            method,
            url,
            headers: named,
            compressed: !isAsset,
            body: typeof body === 'string' ? body : undefined,
            signal: signal ?? undefined,
        }));
        const { status } = answer;
        const heads = new Headers();
        for (const [name, value] of Object.entries(answer.headers)) {
            for (const one of Array.isArray(value) ? value : [value ?? ''])
                heads.append(name, one);
        }
        if (isAsset && status === 200)
            return { status, url: answer.url, headers: heads, body: answer.body };
        const whole = await (0,http_body/* readBody */.x)(answer.body, maxJsonBytes, `${method} ${url}`).catch((cause) => {
            if (cause.code !== 'ECONNRESET')
                throw cause;
            throw new Error(`GitHub's answer to ${method} ${url} broke off`, { cause });
        });
        const response = new Response(bodiless.has(status) ? null : Buffer.from(whole), {
            status,
            headers: heads,
        });
        return Object.defineProperty(response, 'url', { value: answer.url });
    };
}

// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/world/github/client.js







const once = { request: { retries: 0 } };
const defaultLimits = { answer: 60_000, transfer: 30 * 60_000 };
function connect(options, limits = defaultLimits) {
    const write = new light.Group({ maxConcurrent: 4 });
    const wait = (kind) => (seconds, request, _octokit, count) => {
        const { method, url } = request;
        const again = count < 3 && seconds <= 300;
        options.onWait(`GitHub's ${kind} rate limit was met at ${method} ${url}; ${again ? `going on in ${seconds} s` : 'giving up'}`);
        return again;
    };
    return (0,github/* getOctokit */.Q)(options.token, {
        userAgent: options.userAgent,
        baseUrl: options.repository.apiUrl,
        request: { fetch: gitHubFetch(options) },
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        throttle: {
            write,
            notifications: write,
            onRateLimit: wait('primary'),
            onSecondaryRateLimit: wait('secondary'),
        },
        retry: { retries: 4 },
    }, (octokit) => {
        deadline(octokit, limits);
    }, wholeAnswers, dist_bundle/* retry */.L, throttling);
}
function deadline(octokit, limits) {
    octokit.hook.wrap('request', async (request, options) => {
        const moves = options.headers.accept === 'application/octet-stream' || 'data' in options;
        const signal = AbortSignal.timeout(moves ? limits.transfer : limits.answer);
        options.request = { ...options.request, signal };
        try {
            return await request(options);
        }
        catch (error) {
            throw (0,client/* ownError */.ld)(error);
        }
    });
}
function wholeAnswers(octokit) {
    octokit.hook.after('request', ({ data, headers }, request) => {
        if (typeof data !== 'string' || !/[/+]json\b/.test(headers['content-type'] ?? ''))
            return;
        const what = `${request.method} ${request.url}`;
        throw Object.assign(new Error(`GitHub's answer to ${what} broke off`), { status: 500, request });
    });
}
async function orMissing(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if ((0,retry_status/* hasStatus */.R)(error, 404))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 64185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  makeGitHub: () => (/* binding */ makeGitHub)
});

// EXTERNAL MODULE: ./node_modules/snappyjs/index.js
var snappyjs = __webpack_require__(64528);
// EXTERNAL MODULE: ./build/world/github/client.js + 2 modules
var client = __webpack_require__(79939);
// EXTERNAL MODULE: ./build/world/http/body.js
var http_body = __webpack_require__(62226);
// EXTERNAL MODULE: ./build/world/http/client.js + 2 modules
var http_client = __webpack_require__(56210);
// EXTERNAL MODULE: ./build/world/retry/retry.js
var retry = __webpack_require__(16424);
// EXTERNAL MODULE: ./build/compact.js
var compact = __webpack_require__(95681);
// EXTERNAL MODULE: ./build/world/retry/status.js
var retry_status = __webpack_require__(13262);
;// CONCATENATED MODULE: ./build/world/github/attestations.js







const maxPages = 10;
const atOnce = 8;
const maxFetched = 256 * 1024 * 1024;
const maxBundle = 64 * 1024 * 1024;
function attestationsApi(octokit, options) {
    const { owner, name: repo } = options.repository;
    const { repos } = octokit.rest;
    const http = (0,http_client/* makeHttp */.fK)({ userAgent: options.userAgent, origins: [] });
    const list = async (digest, type) => {
        const asked = (0,compact/* compact */.o)({
            owner,
            repo,
            subject_digest: digest,
            per_page: 100,
            predicate_type: type,
        });
        const entries = [];
        let after;
        for (let page = 0; page < maxPages; page += 1) {
            const cursor = after === undefined ? {} : { after };
            const answer = await (0,client/* orMissing */.Mr)(() => repos.listAttestations({ ...asked, ...cursor }));
            entries.push(...(answer?.data.attestations ?? []));
            after = nextCursor(answer?.headers.link);
            if (after === undefined)
                break;
        }
        return entries;
    };
    const fetched = (url, budget) => (0,retry/* retry */.L5)('GET a stored attestation', async () => {
        if (budget.left <= 0)
            return undefined;
        const answer = await http({ method: 'GET', url });
        const body = await (0,http_body/* readBody */.x)(answer.body, maxBundle, url);
        budget.left -= body.length;
        const { status } = answer;
        if (status >= 500)
            throw Object.assign(new Error(`a stored attestation: HTTP ${status}`), { status });
        if (status !== 200)
            return undefined;
        const type = (0,http_client/* headerOf */.rR)(answer, 'content-type') ?? '';
        return parsed(body, type.includes('snappy') || /\.sn(?:\?|$)/.test(url));
    }, retry/* defaultRetryPolicy */.ur);
    const bundlesOf = async (entries) => {
        const budget = { left: maxFetched };
        const bundles = [];
        for (let at = 0; at < entries.length; at += atOnce) {
            const some = entries
                .slice(at, at + atOnce)
                .map(async ({ bundle, bundle_url: url }) => bundle ?? (url === undefined ? undefined : await fetched(url, budget)));
            bundles.push(...(await Promise.all(some)));
        }
        return bundles;
    };
    return {
        attestations: async (digest) => bundlesOf(await list(digest)),
        attestedReleases: async (sha) => {
            const entries = await list(`sha1:${sha}`, 'release').catch((error) => {
                if ((0,retry_status/* hasStatus */.R)(error, 403))
                    return [];
                throw error;
            });
            const own = entries.filter(({ initiator }) => initiator === 'github');
            return (await bundlesOf(own)).flatMap(releaseTagOf);
        },
        storeAttestation: async (bundle) => {
            const answer = await repos.createAttestation({
                owner,
                repo,
                bundle: bundle,
                ...client/* once */.Oo,
            });
            return String(answer.data.id ?? '');
        },
        recordStorage: async ({ registryUrl, ...record }) => {
            await octokit.rest.orgs.createArtifactStorageRecord({
                org: owner,
                ...record,
                registry_url: registryUrl,
                repository: repo,
                ...client/* once */.Oo,
            });
        },
    };
}
function nextCursor(link = '') {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
    if (target === undefined || !URL.canParse(target))
        return undefined;
    return new URL(target).searchParams.get('after') ?? undefined;
}
function parsed(body, packed) {
    try {
        const text = packed ? Buffer.from((0,snappyjs/* uncompress */.k)(new Uint8Array(body), maxBundle)) : body;
        return JSON.parse(text.toString('utf8'));
    }
    catch (error) {
        if (error instanceof Error)
            return undefined;
        throw error;
    }
}
function releaseTagOf(bundle) {
    const { dsseEnvelope: { payload } = {} } = (bundle ?? {});
    const statement = parsed(Buffer.from(payload ?? '', 'base64'), false);
    const tag = statement?.predicate?.tag;
    return typeof tag === 'string' ? [tag] : [];
}

// EXTERNAL MODULE: ./build/world/files/file-digest.js
var file_digest = __webpack_require__(25862);
// EXTERNAL MODULE: ./build/world/http/origin.js
var origin = __webpack_require__(91080);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/world/github/upload.js







const silenceMs = 300_000;
const maxAnswerBytes = 1024 * 1024;
async function upload(options, uploadUrl, { fields: { name, label, contentType }, source, }, onSent = () => undefined) {
    const http = (0,http_client/* makeHttp */.fK)({ userAgent: options.userAgent, origins: options.origins, silenceMs });
    const query = [`name=${encodeURIComponent(name)}`];
    if (label !== undefined)
        query.push(`label=${encodeURIComponent(label)}`);
    const url = `${uploadUrl.replace(/\{[^}]*\}$/, '')}?${query.join('&')}`;
    const size = 'bytes' in source ? source.bytes.length : (await (0,promises_.stat)(source.file)).size;
    const content = 'bytes' in source ? external_node_stream_.Readable.from([source.bytes]) : (0,external_node_fs_.createReadStream)(source.file);
    const broken = Promise.withResolvers();
    const body = (0,external_node_stream_.pipeline)(content, counter(onSent), (error) => {
        if (error)
            broken.reject(error);
    });
    try {
        const sent = http({
            method: 'POST',
            url,
            body,
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `token ${options.token}`,
                'content-type': contentType,
                'content-length': String(size),
            },
        });
        const answer = await Promise.race([sent, broken.promise]);
        const { status, headers } = answer;
        const text = (await (0,http_body/* readBody */.x)(answer.body, maxAnswerBytes, `the upload of ${name}`)).toString('utf8');
        if (status !== 201)
            throw refusal(name, status, text, Number(headers['retry-after']));
        return JSON.parse(text);
    }
    finally {
        body.destroy();
    }
}
function refusal(name, status, text, retryAfter) {
    const said = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
    return new retry/* HttpError */.j$(`GitHub answered ${status} to the upload of ${name}${said === undefined ? '' : ` (${said})`}${text.includes('already_exists') ? ', already_exists' : ''}`, (0,compact/* compact */.o)({
        status,
        hint: 'Run the workflow again: it uploads what is missing.',
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    }));
}
function counter(onSent) {
    let sent = 0;
    return new external_node_stream_.Transform({
        transform: (chunk, _encoding, done) => {
            sent += chunk.length;
            onSent(sent);
            done(null, chunk);
        },
    });
}

;// CONCATENATED MODULE: ./build/world/github/releases.js







const smallBytes = 1024 * 1024;
function releasesApi(octokit, options) {
    const { owner, name: repo } = options.repository;
    const here = { owner, repo };
    const { repos } = octokit.rest;
    const body = async (asset) => {
        const answer = await repos.getReleaseAsset({
            ...here,
            asset_id: asset.id,
            headers: { accept: 'application/octet-stream' },
            request: { parseSuccessResponseBody: false },
        });
        return answer.data;
    };
    const origins = (0,origin/* gitHubOrigins */.jz)(options.repository);
    const whole = (asset, download) => (0,retry/* retry */.L5)(`the download of ${asset.name}`, download, { ...retry/* defaultRetryPolicy */.ur, onWait: options.onWait });
    return {
        releasesOf: async (tag) => {
            const found = [];
            for await (const page of octokit.paginate.iterator(repos.listReleases, { ...here, per_page: 100 })) {
                const named = page.data.filter((release) => release.tag_name === tag || isOrphan(release, tag));
                found.push(...named.map((release) => toRelease({ ...release, tag_name: tag })));
            }
            return found;
        },
        release: (id) => (0,client/* orMissing */.Mr)(async () => toRelease((await repos.getRelease({ ...here, release_id: id })).data)),
        latestRelease: () => (0,client/* orMissing */.Mr)(async () => toRelease((await repos.getLatestRelease(here)).data)),
        createDraft: async (fields) => toRelease((await repos.createRelease({ ...here, ...releaseBody(fields), draft: true, ...client/* once */.Oo })).data),
        updateDraft: async (id, fields) => toRelease((await repos.updateRelease({ ...here, release_id: id, ...releaseBody(fields), ...client/* once */.Oo })).data),
        publish: async (id, { tag, latest, prerelease }) => toRelease((await repos.updateRelease({
            ...here,
            release_id: id,
            tag_name: tag,
            draft: false,
            prerelease,
            make_latest: latest ? 'true' : 'false',
            ...client/* once */.Oo,
        })).data),
        startDiscussion: async (id, discussion_category_name) => toRelease((await repos.updateRelease({ ...here, release_id: id, discussion_category_name, ...client/* once */.Oo })).data),
        markLatest: async (id) => toRelease((await repos.updateRelease({ ...here, release_id: id, make_latest: 'true', ...client/* once */.Oo })).data),
        deleteRelease: async (id) => {
            await (0,client/* orMissing */.Mr)(() => repos.deleteRelease({ ...here, release_id: id, ...client/* once */.Oo }));
        },
        upload: async (release, fields, source, onSent) => toAsset((await upload({ ...options, origins }, release.uploadUrl, { fields, source }, onSent))),
        download: (asset) => whole(asset, async () => (0,http_body/* readBody */.x)(await body(asset), Math.max(asset.size, smallBytes), asset.name)),
        downloadTo: (asset, file) => whole(asset, async () => (0,file_digest/* writeFacts */.R)(await body(asset), file)),
        deleteAsset: async (id) => {
            await (0,client/* orMissing */.Mr)(() => repos.deleteReleaseAsset({ ...here, asset_id: id, ...client/* once */.Oo }));
        },
    };
}
function releaseBody(fields) {
    return { tag_name: fields.tag, name: fields.name, body: fields.body, prerelease: fields.prerelease };
}
function isOrphan({ draft, tag_name, name }, tag) {
    return draft && name === tag && /^untagged-[0-9a-f]{8,64}$/.test(tag_name);
}
function toRelease(release) {
    return (0,compact/* compact */.o)({
        id: release.id,
        tag: release.tag_name,
        name: release.name ?? '',
        body: release.body ?? '',
        draft: release.draft,
        prerelease: release.prerelease,
        immutable: release.immutable ?? false,
        url: release.html_url,
        uploadUrl: release.upload_url,
        author: release.author?.login ?? '',
        target: release.target_commitish,
        discussionUrl: release.discussion_url,
        assets: release.assets.map(toAsset),
    });
}
function toAsset(asset) {
    return {
        id: asset.id,
        name: asset.name,
        label: asset.label ?? '',
        state: asset.state,
        size: asset.size,
        digest: asset.digest ?? undefined,
        url: asset.browser_download_url,
    };
}

;// CONCATENATED MODULE: ./build/world/github/github.js




const maxComparedPages = 10;
function makeGitHub(options) {
    const octokit = (0,client/* connect */.Ng)(options);
    const { owner, name: repo } = options.repository;
    const here = { owner, repo };
    const { repos, git } = octokit.rest;
    return {
        ...releasesApi(octokit, options),
        tagNames: async (prefix) => {
            const refs = await octokit.paginate(git.listMatchingRefs, {
                ...here,
                ref: `tags/${prefix}`,
            });
            return refs.map(({ ref }) => ref.slice('refs/tags/'.length));
        },
        branches: async (prefix) => {
            const refs = await octokit.paginate(git.listMatchingRefs, { ...here, ref: `heads/${prefix}` });
            return refs.map(({ ref, object }) => ({ name: ref.slice('refs/heads/'.length), commit: object.sha }));
        },
        tagTarget: (name) => (0,client/* orMissing */.Mr)(async () => (await git.getRef({ ...here, ref: `tags/${name}` })).data.object.sha),
        setTag: async (name, sha, exists) => {
            const ref = `tags/${name}`;
            try {
                if (!exists)
                    await git.createRef({ ...here, ref: `refs/${ref}`, sha, ...client/* once */.Oo });
            }
            catch (error) {
                if (!(error instanceof Error && /Reference already exists/i.test(error.message)))
                    throw error;
                exists = true;
            }
            if (exists)
                await git.updateRef({ ...here, ref, sha, force: true, ...client/* once */.Oo });
        },
        ...attestationsApi(octokit, options),
        directory: async (path, ref) => {
            const at = path.lastIndexOf('/');
            const found = await (0,client/* orMissing */.Mr)(() => repos.getContent({ ...here, path: path.slice(0, at), ref }));
            if (!Array.isArray(found?.data))
                return undefined;
            return found.data.find(({ type, name }) => type === 'dir' && name === path.slice(at + 1))?.sha;
        },
        compare: async (base, head) => {
            const commits = [];
            for (let page = 1; page <= maxComparedPages; page++) {
                const { data } = await repos.compareCommitsWithBasehead({
                    ...here,
                    basehead: `${base}...${head}`,
                    per_page: 100,
                    page,
                });
                commits.push(...data.commits.map(({ sha, author }) => ({ sha, author: authorOf(author) })));
                if (data.commits.length < 100)
                    break;
            }
            return commits;
        },
        hasCommits: async (login, ref) => (await repos.listCommits({ ...here, author: login, sha: ref, per_page: 1 })).data.length > 0,
        isReachable: async (commit, branch) => {
            const found = await (0,client/* orMissing */.Mr)(async () => (await repos.compareCommitsWithBasehead({
                ...here,
                basehead: `${branch}...${commit}`,
                per_page: 1,
            })).data);
            return found && (found.status === 'behind' || found.status === 'identical');
        },
    };
}
function authorOf(author) {
    if (typeof author !== 'object' ||
        author === null ||
        !('login' in author) ||
        typeof author.login !== 'string')
        return null;
    return (0,compact/* compact */.o)({
        login: author.login,
        type: 'type' in author && typeof author.type === 'string' ? author.type : undefined,
    });
}


/***/ }),

/***/ 13262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ hasStatus),
/* harmony export */   c: () => (/* binding */ statusOf)
/* harmony export */ });
function statusOf(error) {
    return error instanceof Error && 'status' in error ? Number(error.status) : undefined;
}
function hasStatus(error, ...statuses) {
    const status = statusOf(error);
    return status !== undefined && statuses.includes(status);
}


/***/ })

};
