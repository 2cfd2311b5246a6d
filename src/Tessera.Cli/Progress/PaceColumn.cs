using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tessera.Cli.Progress;

/// <summary>Rate and time left, as the display put them into the bar's state.</summary>
sealed class PaceColumn : ProgressColumn
{
    public const string Key = "pace";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.State.Get<Pace>(Key).Text ?? "");
}
