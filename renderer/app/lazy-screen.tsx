import { lazy, type ComponentType, type ReactElement } from "react";

/** The element of a route whose screen is loaded when first visited. */
export function lazyScreen(load: () => Promise<ComponentType>): ReactElement {
  const Screen = lazy(() => load().then((component) => ({ default: component })));
  return <Screen />;
}
