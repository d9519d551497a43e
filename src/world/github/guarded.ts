// What goes to GitHub and to registries passes the guard of the run's secrets first: words, files and statements.
import type { Attestor } from '../sigstore/attestor.ts';
import type { SecretGuard } from '../files/secret-guard.ts';
import type { GitHub, ReleaseFields } from './types.ts';
import type { Comments } from './comments.ts';

/** @throws ReleaseError from every call that would send a secret; nothing of it is sent then. */
export function guardedGitHub(github: GitHub, guard: SecretGuard): GitHub {
  const checked = (fields: ReleaseFields): ReleaseFields => {
    guard.refuse('the title of the release', fields.name);
    guard.refuse('the notes of the release', fields.body);
    return fields;
  };
  return {
    ...github,
    createDraft: async (fields) => github.createDraft(checked(fields)),
    updateDraft: async (id, fields) => github.updateDraft(id, checked(fields)),
    upload: async (release, fields, source, onSent) => {
      guard.refuse(`the label of ${fields.name}`, fields.label ?? '');
      if ('bytes' in source) guard.refuse(`the asset ${fields.name}`, source.bytes);
      else await guard.refuseFile(`the asset ${fields.name}`, source.file);
      return github.upload(release, fields, source, onSent);
    },
    storeAttestation: async (bundle) => {
      guard.refuse('an attestation', JSON.stringify(bundle));
      return github.storeAttestation(bundle);
    },
  };
}

export function guardedComments(comments: Comments, guard: SecretGuard): Comments {
  return {
    keep: async (pullRequest, mark, markdown) => {
      guard.refuse('the comment', markdown);
      return comments.keep(pullRequest, mark, markdown);
    },
  };
}

/** A statement is refused before it is signed: its digest would be in a public log. */
export function guardedAttestor(attestor: Attestor, guard: SecretGuard): Attestor {
  return {
    ...attestor,
    statement: async (subjects, predicateType, predicate) => {
      guard.refuse(`the attestation of type ${predicateType}`, JSON.stringify(predicate));
      return attestor.statement(subjects, predicateType, predicate);
    },
  };
}
