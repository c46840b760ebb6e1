namespace Tamma.Simulator.Control;

/// <summary>Says in JSON what was wrong with a control request that could not be read.</summary>
internal sealed class BadRequestAnswer(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException ex) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = ex.StatusCode;
            await context.Response.WriteAsJsonAsync(new(ex.InnerException?.Message ?? ex.Message), ControlJson.Default.ControlError, cancellationToken: context.RequestAborted);
        }
    }
}
