using System.Text.Json;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Reporting;

/// <summary>One JSON object on a line, written at once.</summary>
internal sealed class LineOutput(Stream stream)
{
    private readonly Lock _gate = new();

    /// <summary>Nobody reads any more, so nobody wants the rest: what is asked costs its owner.</summary>
    public Action? Broken { get; set; }

    public void Write(LoadLine line)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, LoadJson.Default.LoadLine);
        lock (_gate)
        {
            try
            {
                stream.Write([.. bytes, (byte)'\n']);
                stream.Flush();
            }
            catch (IOException)
            {
                Broken?.Invoke();
            }
        }
    }
}
