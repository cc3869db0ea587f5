/** Where the window is: kept in the address, so that back, forward and reload do what people expect. */
export type Place =
  | { readonly page: 'home' }
  | { readonly page: 'audit'; readonly draft: string; readonly step: string }
  | { readonly page: 'findings'; readonly audit: string }
  | { readonly page: 'signatures'; readonly audit: string }
  | { readonly page: 'register' }
  | { readonly page: 'compare'; readonly audits: readonly [string, string] }
  | { readonly page: 'sign' }
  | { readonly page: 'verify' }
  | { readonly page: 'studies' }
  | { readonly page: 'settings' };

export function parsePlace(hash: string): Place {
  const [page, first, second] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  switch (page) {
    case 'audit':
      return first ? { page, draft: first, step: second ?? 'case' } : { page: 'home' };
    case 'findings':
    case 'signatures':
      return first ? { page, audit: first } : { page: 'register' };
    case 'compare':
      return first && second ? { page, audits: [first, second] } : { page: 'register' };
    case 'register':
    case 'sign':
    case 'verify':
    case 'studies':
    case 'settings':
      return { page };
    default:
      return { page: 'home' };
  }
}

export function formatPlace(place: Place): string {
  return `#/${partsOf(place).map(encodeURIComponent).join('/')}`;
}

function partsOf(place: Place): readonly string[] {
  switch (place.page) {
    case 'home':
      return [];
    case 'audit':
      return ['audit', place.draft, place.step];
    case 'findings':
    case 'signatures':
      return [place.page, place.audit];
    case 'compare':
      return ['compare', ...place.audits];
    default:
      return [place.page];
  }
}
