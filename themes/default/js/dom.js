/** An element with attributes and children; text stays text. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
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
