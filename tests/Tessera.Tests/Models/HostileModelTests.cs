using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;

namespace Tessera.Tests.Models;

/// <summary>Whatever a model's files hold, the only failure is a message.</summary>
public sealed class HostileModelTests
{
    const int Mutations = 100;

    public static TheoryData<string> Layers =>
        ["bn", "conv_dil3_valid", "dense_3d", "groupnorm", "mha", "resizing_area", "ops_topk", "concat", "zeropad"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_changed_byte_gives_a_result_or_a_message(string layer)
    {
        var original = MemoryModelFolder.Of(SharedFolder.Require($"oracle/layers/{layer}"));
        var input = NpyTensor.Read(Path.Combine(SharedFolder.Require($"oracle/layers/{layer}"), "input.npy"));
        var random = new Random(7);
        var files = original.Files.Where(file => !file.Key.EndsWith(".npy", StringComparison.Ordinal)).ToList();

        for (var i = 0; i < Mutations; i++)
        {
            var (path, bytes) = files[i % 4 == 0 ? random.Next(files.Count) : files.FindIndex(IsGraph)];
            original.Files[path] = Mutate(bytes, random);
            Run(original, input);
            original.Files[path] = bytes;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_changed_node_gives_a_result_or_a_message(string layer)
    {
        var path = SharedFolder.Require($"oracle/layers/{layer}");
        var folder = MemoryModelFolder.Of(path);
        var input = NpyTensor.Read(Path.Combine(path, "input.npy"));
        var mutator = new ModelMutator(folder.Files["saved_model.pb"], new Random(8));

        for (var i = 0; i < Mutations; i++)
        {
            folder.Files["saved_model.pb"] = mutator.Mutate();
            Run(folder, input);
        }
    }

    static bool IsGraph(KeyValuePair<string, byte[]> file) => file.Key == "saved_model.pb";

    static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = (byte[])bytes.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }

    static void Run(MemoryModelFolder folder, Tensor input)
    {
        try
        {
            using var model = ManagedModel.Load(folder, KernelSet.Portable);
            using var session = model.OpenSession(new SessionOptions());
            session.Run(new Dictionary<string, Tensor> { [session.Signature.Inputs[0].Key] = input });
        }
        catch (TesseraException)
        {
            // what is asked for
        }
    }
}
