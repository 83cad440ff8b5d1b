/** An element with attributes and children; text stays text. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Give an attribute a value, if it has another: a browser does not compare, and looks at the styles anew. */
export function setChanged(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Run the script at an address, because disks refuse fetch; resolves to whether it was there. */
export function runScript(src) {
  return new Promise((resolve) => {
    const script = make("script", { src });
    script.onload = () => { script.remove(); resolve(true); };
    script.onerror = () => { script.remove(); resolve(false); };
    document.head.append(script);
  });
}
