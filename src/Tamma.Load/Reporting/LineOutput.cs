using System.Text.Json;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Reporting;

/// <summary>One JSON object on a line, written at once.</summary>
internal sealed class LineOutput(Stream stream)
{
    private readonly Lock _gate = new();

    public void Write(LoadLine line)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(line, LoadJson.Default.LoadLine);
        lock (_gate)
        {
            stream.Write([.. bytes, (byte)'\n']);
            stream.Flush();
        }
    }
}
