namespace Tamma.Simulator.Control;

/// <summary>Says in JSON what was wrong with a request, or with the simulator. There is no log, so the answer tells all.</summary>
internal sealed class ErrorAnswer(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException ex) when (!context.Response.HasStarted)
        {
            await SendAsync(context, ex.StatusCode, ex.InnerException?.Message ?? ex.Message);
        }
        catch (Exception ex) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await SendAsync(context, StatusCodes.Status500InternalServerError, ex.ToString());
        }
    }

    private static Task SendAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new(message), ControlJson.Default.ControlError, cancellationToken: context.RequestAborted);
    }
}
