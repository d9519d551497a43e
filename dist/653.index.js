export const id = 653;
export const ids = [653];
export const modules = {

/***/ 86653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withAbsoluteLinks: () => (/* binding */ withAbsoluteLinks)
/* harmony export */ });
/* harmony import */ var mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83825);
/* harmony import */ var _markdown_markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38954);


function withAbsoluteLinks(text, origin) {
    if (!/[[<]/.test(text))
        return text;
    const edits = [];
    const visit = (node) => {
        if (node.type === 'html')
            edits.push(...attributes(node, origin));
        if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
            const edit = destination(text, node, origin);
            if (edit)
                edits.push(edit);
        }
        if ('children' in node)
            for (const child of node.children)
                visit(child);
    };
    visit((0,mdast_util_from_markdown__WEBPACK_IMPORTED_MODULE_0__/* .fromMarkdown */ .Y)(text));
    let out = text;
    for (const { from, to, url } of edits.sort((a, b) => b.from - a.from))
        out = out.slice(0, from) + url + out.slice(to);
    return out;
}
function destination(text, node, origin) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const shown = 'children' in node ? (node.children.at(-1)?.position?.end.offset ?? start) : start;
    const from = text.indexOf(node.url, text.indexOf(']', shown) + 1);
    const url = absolute(node.url, origin, node.type === 'image');
    if (url === undefined || from <= shown || from + node.url.length > end)
        return undefined;
    return { from, to: from + node.url.length, url };
}
function attributes(node, origin) {
    const start = node.position?.start.offset ?? 0;
    const found = node.value.matchAll(/<(a|img|source)\b[^<>]{0,500}?\s(?:href|src)="([^"<>]{1,1000})"/gi);
    return [...found].flatMap(({ 0: tag, 1: name = '', 2: written = '', index }) => {
        const url = absolute(written, origin, !/^a$/i.test(name));
        const from = start + index + tag.length - written.length - 1;
        return url === undefined ? [] : [{ from, to: from + written.length, url }];
    });
}
function absolute(written, { repository, tag, path }, isImage) {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|$)/i.test(written) || /[\s\\<>]/.test(written))
        return undefined;
    const { serverUrl, owner, name } = repository;
    const base = `${serverUrl}/${owner}/${name}/`;
    const root = `${base}${isImage ? 'raw' : 'blob'}/HEAD/`;
    const relative = written.startsWith('/') ? written.replace(/^\/+/, '') : written;
    const from = written.startsWith('/') ? root : `${root}${(0,_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .urlPath */ .Lx)(path)}`;
    if (!URL.canParse(relative, from))
        return undefined;
    const { href } = new URL(relative, from);
    if (!href.startsWith(base))
        return undefined;
    return href.startsWith(root)
        ? `${root.slice(0, -'HEAD/'.length)}${(0,_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .urlPath */ .Lx)(tag)}/${href.slice(root.length)}`
        : href;
}


/***/ })

};
