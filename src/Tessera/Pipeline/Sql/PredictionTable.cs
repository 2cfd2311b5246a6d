using Tessera.Pipeline.Classify;
using Tessera.Storage;

namespace Tessera.Pipeline.Sql;

/// <summary>The predictions of a run as a table of Spark SQL (docs/formats.md has the columns).</summary>
static class PredictionTable
{
    const string View = "tessera_predictions";

    const string Columns =
        "key STRING, label INT, predicted INT, confidence DOUBLE, "
        + "top ARRAY<STRUCT<class: INT, confidence: DOUBLE>>, status STRING, error STRING";

    /// <summary>
    /// One row for each label and predicted class that occurs, <c>{"label":3,"predicted":5,"images":12}</c>, with what
    /// is unknown left out; and one row <c>{"total":10000}</c>.
    /// </summary>
    public static string Confusion(Folder run) =>
        $"{Create(run)};\n"
        + $"SELECT to_json(struct(label, predicted, count(*) AS images)) FROM {View} GROUP BY label, predicted "
        + $"UNION ALL SELECT to_json(struct(count(*) AS total)) FROM {View}";

    /// <summary>Writes the table to a folder as Parquet, then counts what is there: <c>{"total":10000}</c>.</summary>
    public static string ToParquet(Folder run, Folder target) =>
        $"{Create(run)};\n"
        + $"INSERT OVERWRITE DIRECTORY '{SqlPath.Of(target)}' USING parquet SELECT * FROM {View};\n"
        + $"SELECT to_json(struct(count(*) AS total)) FROM parquet.`{SqlPath.Of(target)}`";

    static string Create(Folder run) =>
        $"CREATE OR REPLACE TEMPORARY VIEW {View} ({Columns}) USING json "
        + $"OPTIONS (path '{SqlPath.Of(run.Sub(ClassifyStage.FolderName))}', mode 'FAILFAST')";
}
