namespace Tessera.EndToEnd;

/// <summary>The folder that these tests were built from.</summary>
static class Repository
{
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Tessera.slnx")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests are not in the repository");
            }

            return folder.FullName;
        }
    }
}
