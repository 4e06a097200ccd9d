import { expect } from 'chai';
import { describe, it } from 'mocha';
import { closure } from '../../runners/lab/closure.ts';

const depends = `prosody
  Depends: adduser
  Depends: lua-socket
 |Depends: lua5.4
  Depends: lua5.1
  Depends: ssl-cert
  PreDepends: libidn12
lua-socket
  Depends: <lua-any>
    lua5.4
    lua5.1
  Depends: libc6
lua5.4
  Depends: liblua5.4-0
  Depends: libc6
lua5.1
liblua5.4-0
libidn12
  Depends: libc6
adduser
  Depends: passwd
passwd
ssl-cert
  Depends: openssl
openssl
libc6
<lua-any>
lua-unbound
  Depends: libunbound8
 |Depends: <virtual-only>
  Depends: libextra
libunbound8
  Depends: lua-unbound
libextra
`;

describe('the closure of packages to unpack', () => {
  it('has what the wanted packages need, and the first of alternatives', () => {
    const found = closure(depends, ['prosody'], new Set());

    expect(found).to.deep.equal(['libidn12', 'liblua5.4-0', 'lua-socket', 'lua5.4', 'prosody']);
  });

  it('leaves out what the machine has, but takes servers and their languages whole', () => {
    const found = closure(
      depends,
      ['prosody'],
      new Set(['libidn12', 'liblua5.4-0', 'lua5.1', 'lua-socket', 'prosody']),
    );

    expect(found).to.deep.equal(['lua-socket', 'lua5.4', 'prosody']);
  });

  it('takes the first alternative that is a package, and survives circles', () => {
    const found = closure(depends, ['lua-unbound'], new Set());

    expect(found).to.deep.equal(['libextra', 'libunbound8', 'lua-unbound']);
  });

  it('takes what provides a virtual package', () => {
    expect(closure('a\n  Depends: <v>\n    p\n    q\np\nq\n<v>\n', ['a'], new Set())).to.deep.equal(['a', 'p']);
    expect(closure('a\n  Depends: <v>\n    p\n    q\np\nq\n<v>\n', ['a'], new Set(['q']))).to.deep.equal(['a']);
  });
});
