namespace Tamma.Perf;

internal static class ServerFigures
{
    public static Task MeasureAsync(string folder, int repetitions, Report report)
    {
        report.Skip("Server", "not yet");
        return Task.CompletedTask;
    }
}
