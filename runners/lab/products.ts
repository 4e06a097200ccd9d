import { ejabberdUsable, startEjabberd } from './ejabberd.ts';
import type { Product } from './lab.ts';
import type { Programs } from './programs.ts';
import { prosodyUsable, startProsody } from './prosody.ts';
import type { Server, ServerOptions } from './server.ts';

/** How each product is recognised and started. */
export const PRODUCTS: Readonly<
  Record<
    Product,
    {
      readonly usable: (programs: Programs) => Promise<boolean>;
      readonly start: (programs: Programs, options: ServerOptions) => Promise<Server>;
    }
  >
> = {
  prosody: { usable: prosodyUsable, start: startProsody },
  ejabberd: { usable: ejabberdUsable, start: startEjabberd },
};
