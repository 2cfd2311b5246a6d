using Tessera.Cli;

var surroundings = Surroundings.Real;
using var interruption = new Interruption(surroundings);
return await new CommandLineProgram(surroundings).RunAsync(args, interruption.Token);
