/** The options alone, without what every object inherits. */
export const own = <Options extends object>(options: Options): Options =>
  Object.assign(Object.create(null) as Options, options);
