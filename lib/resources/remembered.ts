/** A function that makes what it makes of a text once. For the few texts that provider tables and readers ask for, not for those of inputs. */
export function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const made = new Map<string, Value>();
  return (text) => {
    let value = made.get(text);
    if (value === undefined) made.set(text, (value = make(text)));
    return value;
  };
}
