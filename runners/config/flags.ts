/** What the command line says about the plan, as text. */
export interface Flags {
  readonly jids?: readonly string[];
  readonly config?: string;
  readonly lanes?: string;
  readonly deadline?: string;
  readonly dns?: string;
  readonly unreachable?: string;
  readonly heavy?: boolean;
  readonly scenario?: readonly string[];
  readonly exclude?: readonly string[];
  readonly profile?: readonly string[];
  readonly results?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly makeAccounts?: string;
}
