/** Either of the two knows the other: a service may keep the messages of strangers from its users (RFC 6121, section 8.1). */
export const acquainted = <One extends string, Other extends string>(one: One, other: Other) =>
  [
    [one, other],
    [other, one],
  ] as const;
