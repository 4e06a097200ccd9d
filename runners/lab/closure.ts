/** Alternatives that satisfy one dependency, in the order of preference. */
type Group = readonly string[];

// Parts of the machine that a second copy could not replace, or that only a package's own installation needs.
const LEFT_OUT =
  /^(libc6|libc-bin|libgcc-s1|gcc-.*-base|libcrypt1|adduser|passwd|debconf|ucf|dpkg|openssl|ssl-cert|init-system-helpers|lsb-base|sysvinit-utils|perl|perl-base|debianutils)(:.*)?$/;

// The servers and their languages come whole from one place, whatever part of them the machine has.
const WHOLE = /^(prosody|ejabberd|lua|erlang)/;

/**
 * The packages to unpack for the wanted ones: what they depend on, less what the machine has.
 * `depends` is the output of `apt-cache depends --recurse --important`.
 */
export function closure(depends: string, wanted: readonly string[], installed: ReadonlySet<string>): string[] {
  const groups = parseDepends(depends);
  const chosen = new Set<string>();
  const open = [...wanted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (chosen.has(name)) continue;
    chosen.add(name);
    for (const group of groups.get(name) ?? []) {
      if (group.some((one) => LEFT_OUT.test(one) || chosen.has(one))) continue;
      if (group.some((one) => installed.has(one) && !WHOLE.test(one))) continue;
      const first = group.find((one) => groups.has(one));
      if (first !== undefined) open.push(first);
    }
  }
  return [...chosen].sort();
}

function parseDepends(text: string): Map<string, Group[]> {
  const packages = new Map<string, Group[]>();
  let groups: Group[] = [];
  let group: string[] = [];
  let more = false; // a bar says that the next line is an alternative
  for (const line of text.split('\n')) {
    const dependency = /^ ([ |])(?:Pre)?Depends: (.+)$/.exec(line);
    if (dependency !== null) {
      if (!more) groups.push((group = []));
      more = dependency[1] === '|';
      group.push(...nameOf(dependency[2] ?? ''));
    } else if (/^ {4}\S/.test(line)) {
      group.push(...nameOf(line.trim())); // provides the virtual package above
    } else if (/^\S/.test(line) && !line.startsWith('<')) {
      packages.set(line, (groups = []));
      more = false;
    }
  }
  return packages;
}

/** Virtual packages stand in angle brackets; their providers follow. */
function nameOf(word: string): string[] {
  return word.startsWith('<') ? [] : [word];
}
