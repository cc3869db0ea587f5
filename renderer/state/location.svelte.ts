import { formatPlace, parsePlace, type Place } from './place.js';

/** Where this window is. */
class Location {
  place = $state.raw<Place>(parsePlace(window.location.hash));

  constructor() {
    window.addEventListener('hashchange', () => (this.place = parsePlace(window.location.hash)));
  }

  go(place: Place): void {
    window.location.hash = formatPlace(place);
  }

  /** Without a step back to where it came from. */
  replace(place: Place): void {
    window.history.replaceState(null, '', formatPlace(place));
    this.place = place;
  }
}

export const location = new Location();
