/** Separates facts on one line. */
export function Dot() {
  return <i className="d" />
}
