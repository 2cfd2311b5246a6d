namespace Tessera.Engines.Spark.Yarn;

/// <summary>The answer to a question for applications; without any, the list is missing.</summary>
sealed record YarnApplicationsAnswer(YarnApplicationsAnswer.List? Apps)
{
    public sealed record List(YarnApplication[]? App);
}
