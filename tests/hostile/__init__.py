"""`make hostile`: what nobody in their right mind would send, by the hundred thousand."""
