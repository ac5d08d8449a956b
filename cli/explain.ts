import { Command } from './command';
import { ExitCode } from './exit-code';

export const explain: Command = { name: 'explain', summary: '', options: [], run: async () => ExitCode.CLEAN };
