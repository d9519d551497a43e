// OIDC tokens, asked for again only when the last one is about to expire: Fulcio takes one as often as it is shown.

/** Less than this left, in ms, and another is asked for: what signs with it must have time to start. */
const leastLeft = 60_000;

/** @param ask answers a JSON Web Token for an audience */
export function keptTokens(
  ask: (audience: string) => Promise<string>,
): (audience: string) => Promise<string> {
  const kept = new Map<string, Promise<string>>();
  return async (audience) => {
    const known = kept.get(audience);
    if (known !== undefined) {
      const token = await known.catch(() => undefined);
      if (token !== undefined && expiry(token) - Date.now() > leastLeft) return token;
      if (kept.get(audience) === known) kept.delete(audience);
    }
    const begun = kept.get(audience) ?? ask(audience);
    kept.set(audience, begun);
    return begun;
  };
}

/** In ms since 1970 (RFC 7519, `exp`); 0 where a token does not say. */
function expiry(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof exp === 'number' ? exp * 1000 : 0;
  } catch (error) {
    if (error instanceof SyntaxError) return 0;
    throw error;
  }
}
