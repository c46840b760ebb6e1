using System.Diagnostics;
using System.Globalization;

namespace Tamma.Perf.Load;

/// <summary>The same requests by h2load of Debian's nghttp2-client: another client, written in C, asked for whole answers. Both must say the same of one server.</summary>
internal static class H2Load
{
    /// <returns>The mean time of an answer in milliseconds; null where h2load is not installed.</returns>
    public static async Task<double?> MeanAsync(string port, int streams, int requests)
    {
        var folder = Directory.CreateTempSubdirectory("tamma-h2load-");
        try
        {
            var (body, log) = (Path.Combine(folder.FullName, "body.json"), Path.Combine(folder.FullName, "log"));
            await File.WriteAllTextAsync(body, "{\"model\":\"truth\",\"stream\":true}");
            string[] arguments = ["-c", "1", "h2load", "--h1", "-n", Text(requests), "-c", Text(streams), "-d", body, $"--log-file={log}", $"http://127.0.0.1:{port}/v1/chat/completions"];
            using var process = Process.Start(new ProcessStartInfo("taskset", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            // Each line: when it began, the status, how long it took in microseconds.
            return process.ExitCode == 0 && File.Exists(log)
                ? (await File.ReadAllLinesAsync(log)).Select(line => line.Split('\t')).Where(words => words[1] is "200").Average(words => double.Parse(words[2], CultureInfo.InvariantCulture)) / 1e3
                : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
