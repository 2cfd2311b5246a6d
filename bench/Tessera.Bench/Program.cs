using Tessera.Bench;

return args switch
{
    ["kernels", .. var options] => KernelBenchmark.Run(options),
    ["train", .. var options] => TrainBenchmark.Run(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Tessera.Bench kernels [--kernels SET] [--threads N]");
    Console.Error.WriteLine("       Tessera.Bench train --data FOLDER [--network NAME] [--epochs N] [--threads N] …");
    return 2;
}
