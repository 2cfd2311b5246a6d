namespace Tessera.Storage.Hdfs;

/// <summary>What to do with a file that is there already.</summary>
enum Overwrite
{
    No,
    Yes,
}
